package database

// StoredColumns of a table in order, without generated ones.
func (s *Snapshot) StoredColumns(table string) ([]string, error) {
	var out []string
	err := s.Select(&out, s.dialect.storedColumns(), table)
	return out, err
}

// TextColumns tells which columns of a table hold text (not numbers, not bytes).
func (tx *Tx) TextColumns(table string) (map[string]bool, error) {
	var rows []string
	if err := tx.Select(&rows, tx.dialect.textColumns(), table); err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, c := range rows {
		out[c] = true
	}
	return out, nil
}
