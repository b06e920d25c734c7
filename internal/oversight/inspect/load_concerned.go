package inspect

import "gangwei/internal/platform/database"

// waiting is an application or a placement of a village, until everybody and every post that such rows speak of is
// read.
type waiting struct {
	d            *Dossier
	person, post int64
	add          func()
}

// settle adds what waited. People and posts that other villages keep now are fetched one by one: there are few.
func (l *loader) settle() error {
	var people, posts []any
	asked := map[int64]bool{}
	askedPost := map[int64]bool{}
	for _, w := range l.waiting {
		if l.people[w.person] == nil && !asked[w.person] {
			asked[w.person] = true
			people = append(people, w.person)
		}
		if l.posts[w.post] == nil && !askedPost[w.post] {
			askedPost[w.post] = true
			posts = append(posts, w.post)
		}
	}
	if err := database.InParts(people, func(marks string, ids []any) error {
		if err := l.r.Rows(
			"SELECT h.id FROM person p JOIN household h ON h.id = p.household_id WHERE h.not_known = 1 AND p.id IN ("+marks+")",
			ids, l.openHome); err != nil {
			return err
		}
		if err := l.r.Rows(readPeople+" WHERE id IN ("+marks+") ORDER BY id", ids, l.person); err != nil {
			return err
		}
		if err := l.r.Rows(readCategories+" WHERE p.id IN ("+marks+") ORDER BY x.person_id, x.id", ids,
			l.category); err != nil {
			return err
		}
		return l.r.Rows(readKin+" WHERE p.id IN ("+marks+") ORDER BY k.person_id, k.id", ids, l.kin)
	}); err != nil {
		return err
	}
	if err := database.InParts(posts, func(marks string, ids []any) error {
		return l.r.Rows(readPosts+" WHERE id IN ("+marks+") ORDER BY id", ids, l.post)
	}); err != nil {
		return err
	}
	for _, w := range l.waiting {
		l.concerns(w.d, w.person, w.post)
		w.add()
	}
	l.waiting = l.waiting[:0]
	return nil
}

// concerns brings into a dossier the person and the post of a row that are in another village now. The post is there
// for what happened on it here; what becomes of it is the other village's.
func (l *loader) concerns(d *Dossier, person, post int64) {
	if p := l.people[person]; p != nil && d.People[person] == nil {
		d.People[person] = p
	}
	if p := l.posts[post]; p != nil && d.post[post] == nil {
		q := *p
		q.State, q.Placements, q.ApplicationIDs = "moved", nil, nil
		d.AddPost(&q)
	}
}
