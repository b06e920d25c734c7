package folder

import (
	"regexp"
	"slices"

	"gangwei/internal/base/plain"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
)

// tieIn finds what lists say of kin in their remarks: 村主任任广胜之弟, 杜来喜的妻子.
var tieIn = regexp.MustCompile(`(\p{Han}{2,8}?)((?:之|的)\p{Han}{1,8})`)

// remarks of lists of people that say whose kin somebody is. The name must be that of one person of the village, or of
// one official, and nobody else's.
func (b *builder) remarks() {
	for _, table := range []string{"people", "placements", "pay_items"} {
		for _, r := range b.records[table] {
			for _, m := range tieIn.FindAllStringSubmatch(r.get("note"), -1) {
				_, code, known := lexicon.KinOf(m[2])
				p := b.rowPerson(r)
				if p == nil {
					continue
				}
				named := b.namedAtEnd(m[1], r)
				if _, begins := lexicon.KinIn(m[2][len("之"):] + "某某"); named != nil && named != p && !known && begins {
					b.note(r, "note", "备注“"+m[0]+"”好像写了与"+named.Name+"的亲属关系，没有读懂，没有使用；请写成“"+named.Name+"之妻”的样子")
				}
				if !known || code == "" || code == lexicon.Nothing || code == lexicon.NoKin || named == nil || named == p ||
					slices.ContainsFunc(named.Kin, func(k inspect.Kin) bool { return k.With == p.ID }) {
					continue
				}
				k := inspect.Kin{ID: b.from(number("remark", b.key(r.get("id_no"), r.get("name"), r), m[0]), r), With: p.ID,
					Code: code, Source: "备注"}
				named.Kin = append(named.Kin, k)
				back := k
				back.With = named.ID
				b.city.KinOf[p.ID] = append(b.city.KinOf[p.ID], back)
				b.city.Collected["kinship"] = true
				d := b.placeOf(r, p)
				b.into(d, p)
				b.into(d, named)
			}
		}
	}
}

// namedAtEnd is the only person whose name ends a text: of the row's village, or an official.
func (b *builder) namedAtEnd(text string, r *record) (found *inspect.Person) {
	runes := []rune(text)
	path := b.atlas.path(b.spots[r])
	for n := min(4, len(runes)); n >= 2; n-- {
		for _, p := range b.byName[plain.Fold(string(runes[len(runes)-n:]))] {
			if b.home[p.ID] != path && len(b.city.Offices[p.ID]) == 0 {
				continue
			}
			if found != nil && found != p {
				return nil
			}
			found = p
		}
		if found != nil {
			return found
		}
	}
	return nil
}
