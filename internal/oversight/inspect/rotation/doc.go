// Package rotation holds the rules for 轮流坐庄: posts handed round.
package rotation
