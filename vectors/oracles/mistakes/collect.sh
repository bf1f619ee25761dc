#!/bin/sh
# Runs the programs of stacks/ again, those that are installed, and keeps what they print in collected/.
set -eu
cd "$(dirname "$0")/stacks"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
keep() { # keep NAME COMMAND...
  name=$1
  shift
  if command -v "$1" >/dev/null 2>&1; then
    "$@" >"$made/$name.json"
    mv "$made/$name.json" "../collected/$name.json"
    echo "$name: collected"
  else
    echo "$name: $1 is not installed; what is there stays"
  fi
}
keep node node node.mjs
keep php php php.php
keep ruby ruby ruby.rb
keep perl perl perl.pl
keep java java Java.java
if command -v mcs >/dev/null 2>&1; then
  mcs -out:"$made/mistakes.exe" CSharp.cs
  keep csharp mono "$made/mistakes.exe"
fi
