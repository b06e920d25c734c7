package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/oversight/inspect/extract"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
	"gangwei/reports/pdf"
)

// passwordVariable is the environment variable that holds the password of an extract.
const passwordVariable = "GANGWEI_EXTRACT_PASSWORD"

// password of an extract: out of a file, else out of the environment; empty if neither says.
func password(file string) (string, error) {
	if file == "" {
		return os.Getenv(passwordVariable), nil
	}
	b, err := os.ReadFile(file)
	return strings.TrimRight(string(b), "\r\n"), err
}

// source of an inspection without an office: a folder, or the tables of a sealed extract; list is nil for a folder.
func source(from, passwordFile string) (fs.FS, *extract.List, error) {
	info, err := os.Stat(from)
	if err != nil || info.IsDir() {
		return os.DirFS(from), nil, err
	}
	body, err := os.ReadFile(from)
	if err != nil {
		return nil, nil, err
	}
	if !extract.Is(body) {
		return nil, nil, misuse{fmt.Errorf("--from takes a folder of spreadsheets or a sealed extract; %s is neither", from)}
	}
	word, err := password(passwordFile)
	if err != nil {
		return nil, nil, err
	}
	if word == "" {
		return nil, nil,
			misuse{fmt.Errorf("%s is sealed: name the file with its password by --password-file, or set %s", from,
				passwordVariable)}
	}
	return extract.Open(body, word)
}

func runInspectExtract(c *call) error {
	code := c.flags.String("region", "", "code of 9 digits (a township), 6 (a county) or 4 (the city)")
	out := c.flags.String("out", "", "file to write; must not exist")
	passwordFile := c.flags.String("password-file", "",
		"file with the password to seal with; default: "+passwordVariable+", else one is made and printed")
	if err := c.parse(); err != nil {
		return err
	}
	if *code == "" || *out == "" {
		return misuse{errors.New("inspect extract needs --region CODE and --out FILE")}
	}
	word, err := password(*passwordFile)
	if err != nil {
		return err
	}
	made := word == ""
	if made {
		word = account.RandomPassword() + strings.TrimPrefix(account.RandomPassword(), "Gw")
	}
	a, err := c.openDated()
	if err != nil {
		return err
	}
	defer a.Close()
	at, _, err := c.regionOf(a, *code)
	if err != nil {
		return err
	}
	list, err := writeExtract(c.ctx, a, at, *out, word)
	if err != nil {
		return err
	}
	paper, err := fixedList(*out, list)
	if err != nil {
		return err
	}
	rows := 0
	for _, t := range list.Tables {
		rows += t.Rows
	}
	fmt.Fprintf(c.out, "已提取%s：%d张表，%d行，数据截止%s，写入%s。\n", list.Region, len(list.Tables), rows, list.CutOff, *out)
	if paper != "" {
		fmt.Fprintf(c.out, "固定清单（两人签字）：%s\n", paper)
	}
	if made {
		fmt.Fprintf(c.out, "口令（只显示这一次，与提取件分开交付）：%s\n", word)
	}
	fmt.Fprintf(c.out, "在检查人的电脑上：gangwei inspect run --from %s --password-file 口令文件\n", *out)
	return nil
}

// fixedList writes the list of what was taken, for two signatures, beside an extract; without a Chinese font there is
// none.
func fixedList(extracted string, list *extract.List) (string, error) {
	var files []reporting.File
	for _, t := range list.Tables {
		files = append(files,
			reporting.File{Name: t.File, Bytes: t.Bytes, Digest: t.Digest, What: fmt.Sprintf("%d行", t.Rows)})
	}
	doc, err := reporting.FixedList(list.Region, "提取清单", list.At, files)
	if err != nil {
		return "", err
	}
	if doc.Root, err = hex.DecodeString(list.Chains); err != nil {
		return "", err
	}
	b, err := pdf.Renderer{Font: os.Getenv("GANGWEI_FONT")}.Inspection(doc)
	if err != nil {
		return "", nil
	}
	path := extracted + ".固定清单.pdf"
	return path, os.WriteFile(path, b, 0o600)
}

// writeExtract into a new file; what could not be finished is removed.
func writeExtract(ctx context.Context, a *app.App, at *region.Region,
	path, word string) (list *extract.List, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, misuse{fmt.Errorf("%s is there already; name another file", path)}
	}
	if err != nil {
		return nil, err
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			_ = os.Remove(path)
		}
	}()
	return a.Extract(ctx, authz.System("cli"), at, f, word)
}
