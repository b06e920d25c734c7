package files_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/files"
)

func picture() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 1200 {
		img.Set(i%40, i/40, color.RGBA{uint8(i), uint8(i / 3), uint8(i * 7), 255})
	}
	return img
}

// segment of a JPEG.
func segment(marker byte, body string) string {
	n := len(body) + 2
	return string([]byte{0xff, marker, byte(n >> 8), byte(n)}) + body
}

// exif in either byte order: orientation 6 and the pointer to a position.
func exif(order binary.AppendByteOrder, mark string) string {
	b := []byte(mark)
	b = order.AppendUint16(b, 42)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x0112), 3), 1)
	b = order.AppendUint16(order.AppendUint16(b, 6), 0)
	b = order.AppendUint32(order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x8825), 4), 1), 38)
	return "Exif\x00\x00" + string(b) + "\x00\x00\x00\x00POSITION 34.81N 117.32E"
}

func TestBare_shows_the_same_pixels_and_nothing_else(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	want, _ := jpeg.Decode(bytes.NewReader(plain))
	for name, ex := range map[string]string{"big": exif(binary.BigEndian, "MM"),
		"little": exif(binary.LittleEndian, "II")} {
		loaded := string(plain[:2]) + segment(0xe1, ex) + segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00SECRET") +
			segment(0xed, "SECRET") + segment(0xfe, "SECRET") + segment(0xe2, "MPF\x00SECRET") +
			segment(0xe2, "ICC_PROFILE\x00keep") + string(plain[2:]) + "SECRET moving picture"
		got, err := files.Bare("image/jpeg", []byte(loaded))
		if err != nil {
			t.Fatal(name, err)
		}
		if bytes.Contains(got, []byte("SECRET")) || bytes.Contains(got, []byte("POSITION")) ||
			!bytes.Contains(got, []byte("ICC_PROFILE\x00keep")) {
			t.Error(name, "shows what it should not, or lost its colours")
		}
		if !bytes.Contains(got, []byte{0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6}) {
			t.Error(name, "the picture would lie on its side")
		}
		if img, err := jpeg.Decode(bytes.NewReader(got)); err != nil || img.Bounds() != want.Bounds() ||
			img.At(17, 9) != want.At(17, 9) {
			t.Error(name, "another picture", err)
		}
		again, err := files.Bare("image/jpeg", got)
		if err != nil || !bytes.Equal(again, got) {
			t.Error(name, "not the same twice", err)
		}
		// a broken file is refused or shown bare, and never breaks the program
		for cut := range len(loaded) - len("SECRET moving picture") {
			if out, err := files.Bare("image/jpeg", []byte(loaded[:cut])); err == nil && bytes.Contains(out, []byte("SECRET")) {
				t.Fatal(name, "cut at", cut)
			}
		}
	}
	if got, err := files.Bare("image/jpeg", plain); err != nil || bytes.Contains(got, []byte("Exif")) {
		t.Error("nothing to tell of a picture that stands upright", err)
	}

	b.Reset()
	if err := png.Encode(&b, picture()); err != nil {
		t.Fatal(err)
	}
	chunk := func(kind, body string) string {
		c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		c = append(append(c, kind...), body...)
		return string(binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:])))
	}
	p := b.String()
	got, err := files.Bare("image/png", []byte(p[:33]+chunk("tEXt", "SECRET")+chunk("eXIf", "SECRET")+p[33:]+"SECRET"))
	if err != nil || string(got) != p {
		t.Error("png", err)
	}
	for media, body := range map[string]string{"image/png": p[:40], "image/jpeg": "GIF89a", "application/pdf": "%PDF",
		"": strings.Repeat("x", 9)} {
		if _, err := files.Bare(media, []byte(body)); errs.CodeOf(err) != "files.photo_broken" {
			t.Errorf("%s: %v", media, err)
		}
	}
}
