package account

import "gangwei/internal/platform/database"

// Find users by the beginning of their login, unless it is empty, or by a part of their name. A login is ASCII: some
// servers compare it with nothing else.
func Find(r database.Reader, login, name string, limit int) ([]User, error) {
	var out []User
	err := r.Select(&out, "SELECT "+userColumns+" FROM user_account WHERE INSTR(name, ?) > 0 OR ? <> '' AND login >= ? "+
		"AND login < ? ORDER BY login LIMIT ?", name, login, login, login+"~", limit)
	return out, err
}
