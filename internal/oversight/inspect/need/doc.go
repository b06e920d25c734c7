// Package need holds the rules for 漠视群众实际需求: real need ignored.
package need
