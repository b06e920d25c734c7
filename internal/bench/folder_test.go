package bench

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"github.com/xuri/excelize/v2"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/sheet"
)

// payList of one village and month, as a township keeps it: a workbook of a title, a note, heads and rows.
func payList(b testing.TB, village, month, rows int) []byte {
	b.Helper()
	var w bytes.Buffer
	columns := []sheet.Column{{Head: "序号", Width: 6}, {Head: "村", Width: 16}, {Head: "姓名", Width: 10}, {Head: "身份证号码",
		Width: 22},
		{Head: "岗位名称", Width: 12}, {Head: "实发金额", Width: 10}, {Head: "银行账号", Width: 24}, {Head: "签字", Width: 10}}
	title := fmt.Sprintf("示例镇示例%d村2024年%d月公益性岗位补贴发放表", village, month)
	must(b, sheet.WriteXLSX(&w, title, "单位：元", columns, func(yield func([]string) error) error {
		birth := civil.MustDate("1955-01-01")
		for i := range rows {
			n := idno.Make("370499", birth.AddDays(village*40+i/20), i%20*20+village%10)
			if err := yield([]string{fmt.Sprint(i + 1), fmt.Sprintf("示例%d村", village), "示" + string(rune('甲'+i)),
				string(n), "保洁员", "800",
				fmt.Sprintf("62170000%04d%07d", village, i), ""}); err != nil {
				return err
			}
		}
		return nil
	}))
	return w.Bytes()
}

// A folder of 500 workbooks of 80 rows, read and judged by all rules, against opening each with the library and
// reading its rows.
func BenchmarkInspectFolderOfWorkbooks(b *testing.B) {
	const books, rows = 500, 80
	dir := b.TempDir()
	for i := range books {
		village, month := i/10+1, i%10+1
		must(b, os.WriteFile(filepath.Join(dir, fmt.Sprintf("示例%d村%d月发放表.xlsx", village, month)), payList(b, village,
			month, rows), 0o600))
	}
	debug.FreeOSMemory()
	b.ResetTimer()
	var ours, bare []spent
	peak := uint64(0)
	for range runs {
		stop, done := make(chan struct{}), make(chan uint64)
		go watch(stop, done)
		begun := start()
		r, err := folder.Run(os.DirFS(dir), civil.MustDate("2024-12-20"), oversight.Rules(), nil)
		must(b, err)
		ours = append(ours, since(begun))
		close(stop)
		peak = max(peak, <-done)
		if n := len(r.Reads); n != books || r.Reads[0].Rows != rows {
			b.Fatalf("%d sheets, %d rows of the first; %v", n, r.Reads[0].Rows, r.Faults[:min(3, len(r.Faults))])
		}
		begun = start()
		must(b, fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			f, err := excelize.OpenFile(filepath.Join(dir, path))
			must(b, err)
			_, err = f.GetRows("Sheet1")
			must(b, err)
			return f.Close()
		}))
		bare = append(bare, since(begun))
	}
	perSecond := books / median(ours).wall.Seconds()
	b.ReportMetric(perSecond, "books/s")
	b.ReportMetric(float64(peak)/(1<<20), "peakMiB")
	report(b, fmt.Sprintf("folder of %d workbooks of %d rows", books, rows), ours, bare)
	fmt.Printf("folder of workbooks: %.0f a second, peak of heap and stacks %d MiB\n", perSecond, peak>>20)
}

// A million rows of nothing but formats, as a workbook has them whose columns were bordered to the end: against
// unpacking the part alone.
func BenchmarkOpenMillionBlankRows(b *testing.B) {
	var w bytes.Buffer
	z := zip.NewWriter(&w)
	part := func(name, text string) {
		f, err := z.Create(name)
		must(b, err)
		_, err = f.Write([]byte(text))
		must(b, err)
	}
	part("xl/workbook.xml",
		`<workbook xmlns="m" xmlns:r="o"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels",
		`<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/s1.xml"/></Relationships>`)
	f, err := z.Create("xl/worksheets/s1.xml")
	must(b, err)
	_, err = f.Write([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>`))
	must(b, err)
	for n := 2; n <= 1_048_576; n++ {
		_, err := fmt.Fprintf(f,
			`<row r="%d" spans="1:9" ht="18"><c r="A%d" s="1"/><c r="B%d" s="1"/><c r="C%d" s="1"/><c r="D%d" s="1"/><c r="E%d" s="1"/></row>`,
			n, n, n, n, n, n)
		must(b, err)
	}
	_, err = f.Write([]byte(`</sheetData></worksheet>`))
	must(b, err)
	must(b, z.Close())
	debug.FreeOSMemory()
	b.ResetTimer()
	var ours, bare []spent
	peak := uint64(0)
	for range runs {
		stop, done := make(chan struct{}), make(chan uint64)
		go watch(stop, done)
		begun := start()
		sheets, err := sheet.Open("空行.xlsx", w.Bytes())
		must(b, err)
		ours = append(ours, since(begun))
		close(stop)
		peak = max(peak, <-done)
		if len(sheets[0].Rows) != 1 {
			b.Fatalf("%d rows", len(sheets[0].Rows))
		}
		begun = start()
		r, err := zip.NewReader(bytes.NewReader(w.Bytes()), int64(w.Len()))
		must(b, err)
		in, err := r.Open("xl/worksheets/s1.xml")
		must(b, err)
		_, err = io.Copy(io.Discard, in)
		must(b, err)
		bare = append(bare, since(begun))
	}
	b.ReportMetric(float64(peak)/(1<<20), "peakMiB")
	report(b, "a million blank rows", ours, bare)
	fmt.Printf("a million blank rows: peak of heap and stacks %d MiB, of them the file %d\n", peak>>20, w.Len()>>20)
}
