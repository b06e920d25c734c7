//go:build long

package folder_test

const eachCell = true
