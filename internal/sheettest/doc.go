// Package sheettest makes workbooks for tests, among them such as no library would write: .xls files, macros, bombs.
package sheettest
