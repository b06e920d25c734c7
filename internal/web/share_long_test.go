//go:build long

package web_test

const nastyShare = 1
