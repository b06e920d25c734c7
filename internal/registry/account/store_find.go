package account

import "gangwei/internal/platform/database"

// Find users by a part of their login or name.
func Find(r database.Reader, text string, limit int) ([]User, error) {
	var out []User
	err := r.Select(&out, "SELECT "+userColumns+" FROM user_account WHERE INSTR(login, ?) > 0 OR INSTR(name, ?) > 0 "+
		"ORDER BY login LIMIT ?", text, text, limit)
	return out, err
}
