package bankfile

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/sheet"
)

func preset(t *testing.T, name string) Format {
	t.Helper()
	all, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFormat(all[name])
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var two = []Line{
	{Seq: 1, Name: "试甲", IDNo: "370499198001010010", Account: "9990000000000001", Amount: 80000, Remark: "2025年1月补贴"},
	{Seq: 2, Name: "试|乙", IDNo: "37049919800101003X", Account: "9990000000000002", Amount: 45, Remark: "2025年1月补贴"},
}

func TestEncode_as_each_preset_says(t *testing.T) {
	plain, err := preset(t, "plain").Encode(two)
	if err != nil ||
		string(plain) != "2|800.45\r\n1|试甲|370499198001010010|9990000000000001|800.00|2025年1月补贴\r\n2|试 "+
			"乙|37049919800101003X|9990000000000002|0.45|2025年1月补贴\r\n" {
		t.Errorf("plain: %q %v", plain, err)
	}
	fixed := preset(t, "fixed-gbk")
	body, err := fixed.Encode(two)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(body), []byte("\r\n"))
	if len(lines) != 3 || len(lines[0]) != 8+24+40+15+60 || string(lines[2]) != "TOTAL00000002000000000080045" ||
		string(lines[0][:8]) != "00000001" || string(lines[0][72:87]) != "000000000080000" {
		t.Errorf("fixed: %q", lines)
	}
	if got, _ := fixed.Readable(body); !strings.Contains(got, "试甲") {
		t.Errorf("GBK: %q", got)
	}
	book, err := preset(t, "excel").Encode(two)
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := sheet.Open("x.xlsx", book)
	if err != nil || len(sheets[0].Rows) != 3 || sheets[0].Rows[1].Text(3) != "9990000000000001" ||
		sheets[0].Rows[0].Text(1) != "户名" {
		t.Errorf("excel: %+v %v", sheets, err)
	}
	if name := fixed.FileName(7, "2025-01"); name != "BT2025017.dat" {
		t.Error(name)
	}
}

func TestEncode_names_what_the_bank_cannot_take(t *testing.T) {
	fixed := preset(t, "fixed-gbk")
	for code, name := range map[string]string{"bankfile.char": "张𠅤", "bankfile.width": strings.Repeat("长", 21)} {
		_, err := fixed.Encode([]Line{two[0], {Seq: 2, Name: name, Account: "1", Amount: 1}})
		all := errs.All(err)
		if len(all) != 1 || all[0].Code != code || all[0].Row != 2 || all[0].Column != "name" {
			t.Errorf("%s: %v", name, err)
		}
	}
	fixed.Encoding = "gb18030"
	if _, err := fixed.Encode([]Line{{Seq: 1, Name: "张𠅤", Account: "1", Amount: 1}}); err != nil {
		t.Errorf("GB18030 has every character: %v", err)
	}
}

func TestDecode_reads_what_a_spreadsheet_program_saved_again(t *testing.T) {
	plain := preset(t, "plain")
	text := "2|800.45\r\n1|800.00|成功\r\n2|0.45|失败|户名不符\r\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	if err := sheet.WriteXLSX(&book, "", "", []sheet.Column{{Head: "2", Width: 8}, {Head: "800.45", Width: 8}},
		func(yield func([]string) error) error {
			if err := yield([]string{"1", "800.00", "成功"}); err != nil {
				return err
			}
			return yield([]string{"2", "0.45", "失败", "户名不符"})
		}); err != nil {
		t.Fatal(err)
	}
	for note, body := range map[string]string{"": text, NoteEncoding: gbk,
		NoteDelimiter: strings.ReplaceAll(text, "|", "\t"), NoteDelimiter + " ": strings.ReplaceAll(text, "|", ","),
		NoteWorkbook: book.String(), " ": "\xef\xbb\xbf" + text} {
		a, err := plain.Decode([]byte(body))
		if err != nil || len(a.Results) != 2 || a.Results[0] != (Result{1, 80000, true, ""}) ||
			a.Results[1] != (Result{2, 45, false, "户名不符"}) {
			t.Errorf("%q: %+v %v", note, a, err)
		}
		if got := strings.Join(a.Notes, ","); got != strings.TrimSpace(note) {
			t.Errorf("note %q, want %q", got, note)
		}
	}
}

func TestDecode_of_a_fixed_file(t *testing.T) {
	fixed := preset(t, "fixed-gbk")
	text := fmt.Sprintf("%08d%015d%s\r\n%08d%015d%s%-40s\r\n", 1, 80000, "0000", 2, 45, "9001", "户名不符")
	body, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	a, err := fixed.Decode([]byte(body))
	if err != nil || len(a.Results) != 2 || !a.Results[0].Paid || a.Results[0].Amount != 80000 ||
		a.Results[1].Reason != "户名不符" || len(a.Notes) != 0 {
		t.Errorf("%+v %v", a, err)
	}
	for code, bad := range map[string]string{"bankfile.status": strings.Replace(body, "9001", "1234", 1),
		"bankfile.line": body[:30], "bankfile.twice": body[:27] + "\r\n" + body[:27] + "\r\n"} {
		if _, err := fixed.Decode([]byte(bad)); errs.CodeOf(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

func TestParseFormat_says_what_is_wrong(t *testing.T) {
	all, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	text := string(all["plain"])
	for what, bad := range map[string]string{
		"columns 缺 account":       strings.Replace(text, "  - {field: account}\n", "", 1),
		"不认识 sex":                 strings.Replace(text, "{field: remark}", "{field: sex}", 1),
		"kind 只能是":                strings.Replace(text, "kind: text", "kind: pdf", 1),
		"encoding 只能是":            strings.Replace(text, "utf-8", "big5", 1),
		"既是 paid 又是 failed":       strings.Replace(text, "[失败]", "[成功]", 1),
		"answer.columns 缺 status": strings.Replace(text, "[seq, amount, status, reason]", "[seq, amount]", 1),
		"unknown field":           text + "\nscript: rm\n",
		"fixed 的 seq 缺 width":     strings.Replace(text, "kind: text", "kind: fixed", 1),
		"amount 只能是":              strings.Replace(text, "amount: yuan", "amount: jiao", 1),
	} {
		_, err := ParseFormat([]byte(bad))
		if errs.CodeOf(err) != "bankfile.format" || !strings.Contains(fmt.Sprint(err), what) {
			t.Errorf("want %q: %v", what, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	all, err := Presets()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("1|8.00\r\n1|8.00|成功\r\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, text := range all {
			format, err := ParseFormat(text)
			if err != nil {
				t.Fatal(err)
			}
			a, err := format.Decode(body)
			var sum money.Fen
			for _, r := range a.Results {
				if sum += r.Amount; r.Amount <= 0 || r.Seq < 0 {
					t.Errorf("%+v of %q", r, body)
				}
			}
			_ = err
		}
	})
}
