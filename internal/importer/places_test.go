package importer

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
)

// divisions of a city in which two counties have a township and a village of the same names, and one township ends
// with 村.
func divisions() *region.Tree {
	rows := []region.Region{}
	add := func(level region.Level, path, name string) {
		id := int64(len(rows) + 1)
		rows = append(rows, region.Region{ID: id, Level: level, Path: path, Code: path + "0000", Name: name,
			FromDate: civil.MustDate("2021-01-01")})
	}
	add(region.City, "0001", "示例市")
	for _, county := range []struct{ path, name string }{{"00010001", "东区"}, {"00010002", "西区"}} {
		add(region.County, county.path, county.name)
		for _, town := range []struct{ path, name string }{{county.path + "0001", "示例镇"}, {county.path + "0002",
			"张村镇"}} {
			add(region.Township, town.path, town.name)
			add(region.Village, town.path+"0001", "小河村村民委员会")
			add(region.Village, town.path+"0002", town.path[7:8]+"里居委会")
		}
	}
	return region.NewTree(civil.MustDate("2025-03-03"), rows)
}

// A row is of the place that it names, as far as it names one: by county where two have it, of a township or county
// itself where the list is one of offices.
func TestPlaces_of_rows(t *testing.T) {
	tree := divisions()
	people, officials := (&Rooms{}).people(), (&Rooms{}).officials()
	for name, c := range map[string]struct {
		kind                  *Kind
		at                    string
		county, town, village string
		path, fault           string
	}{
		"short for what is registered":    {people, "00010001", "", "示例镇", "小河村", "0001000100010001", ""},
		"as it is registered":             {people, "000100010001", "", "", "小河村村民委员会", "0001000100010001", ""},
		"by the committee's short name":   {people, "000100010001", "", "", "小河村委会", "0001000100010001", ""},
		"two townships have it":           {people, "00010001", "", "", "小河村", "", "import.villages"},
		"two counties have it":            {people, "0001", "", "示例镇", "小河村", "", "import.villages"},
		"the county says which":           {people, "0001", "西区", "示例镇", "小河村", "0001000200010001", ""},
		"the county alone does not":       {people, "0001", "西区", "", "小河村", "", "import.villages"},
		"no village":                      {people, "0001", "西区", "示例镇", "", "", "import.required"},
		"an official of the city":         {officials, "0001", "", "", "", "0001", ""},
		"of a county":                     {officials, "0001", "西区", "", "", "00010002", ""},
		"of a township":                   {officials, "0001", "西区", "示例镇", "", "000100020001", ""},
		"of a township whose name is 张村镇": {officials, "0001", "东区", "张村", "", "000100010002", ""},
		"which county's township":         {officials, "0001", "", "示例镇", "", "", "import.villages"},
		"no such township":                {officials, "0001", "东区", "大山镇", "", "", "import.village"},
		"another county's list":           {officials, "00010001", "西区", "", "", "", "import.village"},
		"the county's own list":           {officials, "00010001", "东区", "示例镇", "", "000100010001", ""},
		"the township's own list":         {officials, "000100010001", "东区", "示例镇", "", "000100010001", ""},
		"a neighbour in the township's":   {officials, "000100010001", "", "张村镇", "", "", "import.village"},
		"an official of a village":        {officials, "0001", "西区", "示例镇", "小河村", "0001000200010001", ""},
	} {
		at, ok := tree.ByPath(c.at)
		if !ok {
			t.Fatal(c.at)
		}
		p, err := lay(c.kind, "", []sheet.Sheet{{Rows: rowsOf(c.kind, c.county, c.town, c.village)}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		p.tree, p.at = tree, at
		p.villages()
		l := p.lines[0]
		got, fault := "", ""
		if l.village != nil {
			got = l.village.Path
		}
		if len(l.faults) > 0 {
			fault = l.faults[0].Code
		}
		if got != c.path || fault != c.fault {
			t.Errorf("%s: %q %s, want %q %s", name, got, fault, c.path, c.fault)
		}
	}
}

// rowsOf of one row under the kind's heads, with its place and words in the other cells.
func rowsOf(k *Kind, county, town, village string) []sheet.Row {
	head, row := sheet.Row{N: 1}, sheet.Row{N: 2}
	place := map[string]string{"county": county, "township": town, "village": village}
	for _, c := range k.Columns {
		text, ok := place[c.Code]
		if !ok {
			text = "某" + c.Code
		}
		head.Cells = append(head.Cells, sheet.Cell{Kind: sheet.Text, Text: c.Head})
		row.Cells = append(row.Cells, sheet.Cell{Kind: sheet.Text, Text: text})
	}
	return []sheet.Row{head, row}
}
