package project

import (
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
)

const columns = "id, unit_id, name, summary, jobs, jobs_poverty_out, sites, contact_name, contact_phone, remark, " +
	"reached, reached_poverty_out, ended_on, channel, actor_id, at_us, version"

// ByID finds a project.
func ByID(r database.Reader, id int64) (Project, error) {
	return database.Find[Project](r, "SELECT "+columns+" FROM project WHERE id = ?", id)
}

func lock(tx *database.Tx, id int64) (Project, error) {
	return database.Find[Project](tx, "SELECT "+columns+" FROM project WHERE id = ?"+tx.ForUpdate(), id)
}

func insert(tx *database.Tx, p Project) (int64, error) {
	return tx.Create("INSERT INTO project (unit_id, name, summary, jobs, jobs_poverty_out, sites, contact_name, "+
		"contact_phone, remark, reached, reached_poverty_out, channel, actor_id, at_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "+
		"?, ?, ?, ?, ?)",
		p.UnitID, p.Name, p.Summary, p.Jobs, p.JobsPovertyOut, p.Sites, p.ContactName, p.ContactPhone, p.Remark, p.Reached,
		p.ReachedPovertyOut, p.Channel, p.ActorID, int64(p.AtUs))
}

func update(tx *database.Tx, p Project) error {
	return tx.Change("UPDATE project SET name = ?, summary = ?, jobs = ?, jobs_poverty_out = ?, sites = ?, contact_name "+
		"= ?, contact_phone = ?, remark = ?, reached = ?, reached_poverty_out = ?, channel = ?, actor_id = ?, at_us = ?, "+
		"version = version + 1 WHERE id = ? AND version = ?",
		p.Name, p.Summary, p.Jobs, p.JobsPovertyOut, p.Sites, p.ContactName, p.ContactPhone, p.Remark, p.Reached,
		p.ReachedPovertyOut, p.Channel, p.ActorID, int64(p.AtUs), p.ID, p.Version)
}

// alone refuses a second running project of the same name.
func alone(tx *database.Tx, p Project) error {
	var n int64
	found, err := tx.One(&n,
		"SELECT id FROM project WHERE unit_id = ? AND name = ? AND id <> ? AND ended_on IS NULL LIMIT 1", p.UnitID, p.Name,
		p.ID)
	if err == nil && found {
		err = errs.New(errs.Conflict, "project.twice").On("name").With("name", p.Name)
	}
	return err
}

// Running projects of a unit, in the order of their entry; a unit has some dozens.
func Running(r database.Reader, unitID int64) ([]Project, error) {
	var out []Project
	err := r.Select(&out, "SELECT "+columns+" FROM project WHERE unit_id = ? AND ended_on IS NULL ORDER BY id LIMIT 2000",
		unitID)
	return out, err
}

// Lists that a unit sent in, the latest first.
func Lists(r database.Reader, unitID int64) ([]List, error) {
	var out []List
	err := r.Select(&out,
		"SELECT id, unit_id, quarter, round, unit_name, filled_on, filler, phone, actor_id, person_key, at_us FROM "+
			"project_list WHERE unit_id = ? ORDER BY quarter DESC, round DESC LIMIT 40",
		unitID)
	return out, err
}

// ListByID finds a list.
func ListByID(r database.Reader, id int64) (List, error) {
	return database.Find[List](r,
		"SELECT id, unit_id, quarter, round, unit_name, filled_on, filler, phone, actor_id, person_key, at_us FROM "+
			"project_list WHERE id = ?",
		id)
}

const lineSQL = `SELECT x.id, x.list_id, x.project_id, x.seq, x.name, x.summary, x.jobs, x.jobs_poverty_out, x.sites,
x.contact_name, x.contact_phone, x.remark, x.reached, x.reached_poverty_out, l.unit_name AS unit, l.quarter, c.chosen,
COALESCE(c.reason, '') AS reason
FROM project_list l JOIN project_line x ON x.list_id = l.id LEFT JOIN project_choice c ON c.line_id = x.id
AND c.id = (SELECT MAX(y.id) FROM project_choice y WHERE y.line_id = x.id) `

// LinesOf a list, in order, each with the city's latest word.
func LinesOf(r database.Reader, listID int64) ([]Line, error) {
	var out []Line
	err := r.Select(&out, lineSQL+"WHERE l.id = ? ORDER BY x.seq", listID)
	return out, err
}

// Latest lines of units: of the latest round that each sent in up to a quarter. chosen narrows them to what is in the
// library.
func Latest(r database.Reader, units []int64, quarter string, chosen bool) ([]Line, error) {
	if len(units) == 0 {
		return nil, nil
	}
	args := []any{quarter}
	for _, u := range units {
		args = append(args, u)
	}
	where := "WHERE l.id = (SELECT z.id FROM project_list z WHERE z.unit_id = l.unit_id AND z.quarter <= ? ORDER BY " +
		"z.quarter DESC, z.round DESC LIMIT 1) AND l.unit_id IN (?" +
		strings.Repeat(",?", len(units)-1) + ")"
	if chosen {
		where += " AND c.chosen = 1"
	}
	var out []Line
	err := r.Select(&out, lineSQL+where+" ORDER BY l.unit_id, x.seq LIMIT 5000", args...)
	return out, err
}
