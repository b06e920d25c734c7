//go:build !long

package folder_test

// eachCell of the examples is made unreadable in the long run only.
const eachCell = false
