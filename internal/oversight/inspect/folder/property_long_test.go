//go:build long

package folder_test

func init() { randomLists = 3000 }
