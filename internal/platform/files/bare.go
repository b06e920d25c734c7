package files

import (
	"bytes"
	"encoding/binary"

	"gangwei/internal/base/errs"
)

// Bare is a photo as it is shown: without position, time, maker's marks, comments, thumbnails and whatever hangs behind
// its end. The pixels are the original's; of a JPEG's Exif the orientation alone is written anew, since without it the
// picture would lie on its side. What is neither a JPEG nor a PNG, or is broken, is refused: files.photo_broken.
func Bare(media string, photo []byte) ([]byte, error) {
	var out []byte
	switch media {
	case "image/jpeg":
		out = bareJPEG(photo)
	case "image/png":
		out = barePNG(photo)
	}
	if out == nil {
		return nil, errs.New(errs.Invalid, "files.photo_broken")
	}
	return out, nil
}

// bareJPEG copies the segments that make the picture (ISO/IEC 10918-1) and leaves the others out; nil if it is broken.
func bareJPEG(b []byte) []byte {
	if len(b) < 4 || b[0] != 0xff || b[1] != 0xd8 {
		return nil
	}
	out := append(make([]byte, 0, len(b)), 0xff, 0xd8)
	oriented := false
	for i := 2; i+2 <= len(b); {
		if b[i] != 0xff {
			return nil
		}
		m := b[i+1]
		switch {
		case m == 0xff: // fill
			i++
			continue
		case m == 0xd9:
			return append(out, 0xff, 0xd9)
		case m >= 0xd0 && m <= 0xd7 || m == 0x01:
			out = append(out, b[i:i+2]...)
			i += 2
			continue
		}
		if i+4 > len(b) {
			return nil
		}
		end := i + 2 + int(binary.BigEndian.Uint16(b[i+2:]))
		if end > len(b) || end < i+4 {
			return nil
		}
		segment := b[i:end]
		switch {
		case m == 0xe1:
			if o := orientation(segment[4:]); o > 1 && !oriented {
				oriented = true
				out = append(out, 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3,
					0, 0, 0, 1, 0, o, 0, 0, 0, 0, 0, 0)
			}
		case m >= 0xe3 && m <= 0xef && m != 0xee, m == 0xfe,
			m == 0xe2 && !bytes.HasPrefix(segment[4:], []byte("ICC_PROFILE\x00")):
		default:
			out = append(out, segment...)
		}
		i = end
		if m == 0xda { // the scan's data goes on to the next marker
			for i+1 < len(b) && (b[i] != 0xff || b[i+1] == 0 || b[i+1] >= 0xd0 && b[i+1] <= 0xd7) {
				i++
			}
			out = append(out, b[end:i]...)
		}
	}
	return nil
}

// orientation 1 to 8 of an Exif block, 0 if it has none.
func orientation(exif []byte) byte {
	if len(exif) < 14 || string(exif[:6]) != "Exif\x00\x00" {
		return 0
	}
	t := exif[6:]
	var order binary.ByteOrder = binary.BigEndian
	if string(t[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := order.Uint32(t[4:])
	if uint64(at)+2 > uint64(len(t)) {
		return 0
	}
	n := int(order.Uint16(t[at:]))
	for i := range n {
		e := int(at) + 2 + 12*i
		if e+12 > len(t) {
			return 0
		}
		if order.Uint16(t[e:]) == 0x0112 {
			if o := order.Uint16(t[e+8:]); o >= 1 && o <= 8 {
				return byte(o)
			}
		}
	}
	return 0
}

// shownChunks of a PNG decide how it looks.
var shownChunks = map[string]bool{"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true,
	"cHRM": true, "sRGB": true, "iCCP": true, "sBIT": true, "pHYs": true}

func barePNG(b []byte) []byte {
	const head = "\x89PNG\r\n\x1a\n"
	if !bytes.HasPrefix(b, []byte(head)) {
		return nil
	}
	out := append(make([]byte, 0, len(b)), head...)
	for i := len(head); i+12 <= len(b); {
		end := uint64(i) + 12 + uint64(binary.BigEndian.Uint32(b[i:]))
		if end > uint64(len(b)) {
			return nil
		}
		kind := string(b[i+4 : i+8])
		if shownChunks[kind] {
			out = append(out, b[i:end]...)
		}
		if kind == "IEND" {
			return out
		}
		i = int(end)
	}
	return nil
}
