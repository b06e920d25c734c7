package apptest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// PaperText is what stands on a PDF, laid out as on paper.
func PaperText(t testing.TB, b []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "p.pdf")
	Must(t, os.WriteFile(file, b, 0o600))
	if dir := os.Getenv("GANGWEI_SHOTS"); dir != "" {
		Must(t, os.MkdirAll(dir, 0o755))
		Must(t, os.WriteFile(filepath.Join(dir, "pack.pdf"), b, 0o644))
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	Must(t, err)
	return string(out)
}
