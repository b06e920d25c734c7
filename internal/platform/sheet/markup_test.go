package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// tokensOf a part by the plain scanner: names, attributes and joined text.
func tokensOf(in io.Reader) (string, error) {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			fmt.Fprintf(&b, "%q ", text.String())
			text.Reset()
		}
	}
	for m := newMarkup(in); ; {
		t, err := m.next()
		if err != nil {
			return b.String(), err
		}
		switch t {
		case over:
			flush()
			return b.String(), nil
		case said:
			text.Write(m.said)
		case begun:
			flush()
			fmt.Fprintf(&b, "<%s", m.name)
			a := m.attributes()
			for a.next() {
				fmt.Fprintf(&b, " %s=%q", a.name, a.value)
			}
			if a.unreadable {
				return b.String(), errMarkup
			}
			b.WriteString("> ")
		case ended:
			flush()
			fmt.Fprintf(&b, "</%s> ", m.name)
		}
	}
}

// generalTokens are the same by the general reader of XML.
func generalTokens(in io.Reader) (string, error) {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			fmt.Fprintf(&b, "%q ", text.String())
			text.Reset()
		}
	}
	d := xml.NewDecoder(in)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			flush()
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch e := t.(type) {
		case xml.CharData:
			text.Write(e)
		case xml.StartElement:
			flush()
			fmt.Fprintf(&b, "<%s", e.Name.Local)
			for _, a := range e.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteString("> ")
		case xml.EndElement:
			flush()
			fmt.Fprintf(&b, "</%s> ", e.Name.Local)
		case xml.Directive:
			return "", errMarkup // the plain scanner refuses what no part has
		}
	}
}

var parts = []string{
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><x:row r="1"><c r="A1" t='s'><v>0</v></c><c r="B1"/></x:row>`,
	"<a>1 &lt; 2 &amp;&#x738B;&#29579;\r\n二\r三<![CDATA[<b>]]></a><!-- > <c> --><d e=\"&quot;>&#10;\"/>",
	"<a", "<a b=>", "<a>&nbsp;</a>", "<a>\x01</a>", "<a>\xff</a>", "</>", "<!DOCTYPE a>", "<a b='1'c='2'/>", "<a></a",
	"<a>&#0;</a>", "",
	"<si><t xml:space=\"preserve\"> 王 三 </t><rPh><t>ワン</t></rPh></si>", "<a b = \"1\" />", "< a/>", "<a:/>",
}

// The plain scanner says what a general reader of XML says, whatever the pieces are in which the bytes come; and a
// part that is longer than what is kept at once loses nothing at the seams.
func TestMarkup_says_what_a_general_reader_says(t *testing.T) {
	var long strings.Builder
	long.WriteString("<a>")
	for i := range 40_000 {
		fmt.Fprintf(&long, "王%d&amp;\r\n", i)
	}
	long.WriteString("</a>" + strings.Repeat("<c r=\"A1\"><v>1</v></c>", 20_000))
	for _, part := range append([]string{long.String()}, parts...) {
		want, wantErr := generalTokens(strings.NewReader(part))
		for _, in := range []io.Reader{strings.NewReader(part), iotest.OneByteReader(strings.NewReader(part)),
			iotest.DataErrReader(strings.NewReader(part))} {
			got, err := tokensOf(in)
			if (err == nil) != (wantErr == nil) || err == nil && got != want {
				t.Errorf("%.80q: %.200s %v, want %.200s %v", part, got, err, want, wantErr)
			}
		}
	}
	if _, err := tokensOf(strings.NewReader("<a b=\"" + strings.Repeat("x", 3<<20) + "\"/>")); err == nil {
		t.Error("a tag without end was kept whole")
	}
}

// What a general reader takes, the plain scanner takes for the same.
func FuzzMarkup(f *testing.F) {
	for _, p := range parts {
		f.Add([]byte(p))
	}
	f.Fuzz(func(t *testing.T, part []byte) {
		got, err := tokensOf(bytes.NewReader(part))
		slow, slowErr := tokensOf(iotest.OneByteReader(bytes.NewReader(part)))
		if (err == nil) != (slowErr == nil) || err == nil && got != slow {
			t.Fatalf("whole %s %v, in bytes %s %v", got, err, slow, slowErr)
		}
		want, wantErr := generalTokens(bytes.NewReader(part))
		if wantErr == nil && (err != nil || got != want) {
			t.Fatalf("%s %v, want %s", got, err, want)
		}
	})
}

// A number that is stored in few digits has the form that the general way gives it.
func FuzzShort(f *testing.F) {
	for _, s := range []string{"0", "-0", "00.50", "800", "1.", ".5", "-12.50", "999999999999999", "1234567890123456",
		"0.0000000000001", "1e3", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, stored string) {
		text, ok := short(stored)
		if !ok {
			return
		}
		want := numeral(stored+"e0", plainNumber, false)
		if want.Kind != Number || want.Text != text && want.Text != "-0" {
			t.Fatalf("%q: %q, want %+v", stored, text, want)
		}
	})
}
