//go:build long

package cli

const inspectedPosts = "3000"
