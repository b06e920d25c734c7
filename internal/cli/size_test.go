//go:build !long

package cli

// inspectedPosts of the city that the inspection's commands are tried on; the long tests have a larger one.
const inspectedPosts = "600"
