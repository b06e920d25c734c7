// Package files keeps uploads and originals: limited in size, sniffed for what they really are, sealed on disk, known
// by their digest. The row is written by the use case that the file belongs to; the bytes are put on disk before, so a
// visit that fails leaves at most an unreferenced sealed file and never a row without bytes. Photos are shown bare of
// position and camera marks; bytes whose keeping time is over go, and the row with its digest stays.
package files
