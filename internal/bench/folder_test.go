package bench

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"github.com/xuri/excelize/v2"

	"gangwei/internal/app"
	"gangwei/internal/civil"
	"gangwei/internal/idno"
	"gangwei/internal/inspect/folder"
	"gangwei/internal/sheet"
)

// payList of one village and month, as a township keeps it: a workbook of a title, a note, heads and rows.
func payList(b testing.TB, village, month, rows int) []byte {
	b.Helper()
	var w bytes.Buffer
	columns := []sheet.Column{{Head: "序号", Width: 6}, {Head: "村", Width: 16}, {Head: "姓名", Width: 10}, {Head: "身份证号码", Width: 22},
		{Head: "岗位名称", Width: 12}, {Head: "实发金额", Width: 10}, {Head: "银行账号", Width: 24}, {Head: "签字", Width: 10}}
	title := fmt.Sprintf("示例镇示例%d村2024年%d月公益性岗位补贴发放表", village, month)
	must(b, sheet.WriteXLSX(&w, title, "单位：元", columns, func(yield func([]string) error) error {
		birth := civil.MustDate("1955-01-01")
		for i := range rows {
			n := idno.Make("370499", birth.AddDays(village*40+i/20), i%20*20+village%10)
			if err := yield([]string{fmt.Sprint(i + 1), fmt.Sprintf("示例%d村", village), "示" + string(rune('甲'+i)), string(n), "保洁员", "800",
				fmt.Sprintf("62170000%04d%07d", village, i), ""}); err != nil {
				return err
			}
		}
		return nil
	}))
	return w.Bytes()
}

// A folder of 500 workbooks of 80 rows, read and judged by all rules, against opening each with the library and reading its rows.
func BenchmarkInspectFolderOfWorkbooks(b *testing.B) {
	const books, rows = 500, 80
	dir := b.TempDir()
	for i := range books {
		village, month := i/10+1, i%10+1
		must(b, os.WriteFile(filepath.Join(dir, fmt.Sprintf("示例%d村%d月发放表.xlsx", village, month)), payList(b, village, month, rows), 0o600))
	}
	debug.FreeOSMemory()
	b.ResetTimer()
	var ours, bare []spent
	peak := uint64(0)
	for range runs {
		stop, done := make(chan struct{}), make(chan uint64)
		go watch(stop, done)
		begun := start()
		r, err := folder.Run(os.DirFS(dir), civil.MustDate("2024-12-20"), app.Rules(), nil)
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
