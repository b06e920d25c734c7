// Package diversion holds the rules for 挤占挪用: money that does not end with the holder, or is paid for nothing.
package diversion
