#!/usr/bin/env bash
# AES, RSA, Base64, digests and SubjectPublicKeyInfo by the openssl command line, behind the line protocol of the
# oracles. What it does not know is answered by awk before the shell sees it: `read` is slow on long lines.
set -euo pipefail

knows='^(codecs\.(encryptAesCbc|decryptAesCbc|encodeBase64|toSpkiPem|spkiPin|thumbprint|encryptPkcs1)|rsa\.(power|open)|seededRandom)$'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The fields of the question, from paths to `kind:value`.
declare -A f
read_fields() {
  local part
  f=()
  for part in "${parts[@]:1}"; do f[${part%%=*}]=${part#*=}; done
}

has() { [[ ${f[$1]-} == h:* ]]; }

# From hex to bytes, and back; text to a field in UTF-16.
octets() { printf '%b' "$(sed 's/../\\x&/g' <<< "$1")"; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
text() { printf 's:'; od -An -v -tx1 | tr -d '\n' | sed 's/ /00/g'; }

# DER, in hex: an element, and an integer whose top bit is no sign.
element() {
  local length=$((${#2} / 2))
  if ((length < 128)); then printf '%s%02x%s' "$1" "$length" "$2"
  elif ((length < 256)); then printf '%s81%02x%s' "$1" "$length" "$2"
  else printf '%s82%04x%s' "$1" "$length" "$2"; fi
}

integer() {
  local number=$1
  while [[ $number == 00* && ${#number} -gt 2 ]]; do number=${number:2}; done
  [[ $number == [89a-f]* ]] && number=00$number
  element 02 "$number"
}

spki() {
  local numbers
  numbers=$(element 30 "$(integer "${f[key.modulusHex]:2}")$(integer "${f[key.exponentHex]:2}")")
  element 30 "300d06092a864886f70d0101010500$(element 03 "00$numbers")"
}

public_key() { octets "$(spki)" > "$folder/public.der"; }

private_key() {
  local name numbers=020100
  for name in modulus exponent d p q dp dq qi; do numbers+=$(integer "${f[key.${name}Hex]:2}"); done
  octets "$(element 30 "$numbers")" > "$folder/private.der"
}

power() {
  public_key
  octets "$1" | openssl pkeyutl -encrypt -pubin -keyform DER -inkey "$folder/public.der" -pkeyopt rsa_padding_mode:none | hex
}

answer() {
  case ${parts[0]} in
    codecs.encryptAesCbc | codecs.decryptAesCbc) aes ;;
    codecs.encodeBase64)
      has bytesHex || { printf 'unknown'; return; }
      printf 'ok\toutput=%s' "$(octets "${f[bytesHex]:2}" | openssl base64 -A | text)" ;;
    codecs.toSpkiPem)
      public_key
      printf 'ok\toutput=%s' "$(openssl pkey -pubin -inform DER -in "$folder/public.der" | text)" ;;
    codecs.spkiPin)
      printf 'ok\toutput=%s' "$(octets "$(spki)" | openssl dgst -sha256 -binary | openssl base64 -A | text)" ;;
    codecs.thumbprint)
      printf 'ok\toutput=%s' "$(printf '{"e":"%s","kty":"RSA","n":"%s"}' "$(url exponent)" "$(url modulus)" |
        openssl dgst -sha256 -binary | base64_url | text)" ;;
    codecs.encryptPkcs1) encrypt ;;
    rsa.power) printf 'ok\toutputHex=h:%s' "$(power "${f[blockHex]:2}")" ;;
    rsa.open)
      private_key
      printf 'ok\toutputHex=h:%s' "$(octets "${f[ciphertextHex]:2}" |
        openssl pkeyutl -decrypt -keyform DER -inkey "$folder/private.der" -pkeyopt rsa_padding_mode:pkcs1 | hex)" ;;
    seededRandom) seeded ;;
  esac
}

base64_url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# A number of the key in base64url, without leading zero bytes.
url() { octets "$(sed -E 's/^(00)+//' <<< "${f[key.$1Hex]:2}")" | base64_url; }

aes() {
  local key iv name input=plaintextHex direction=-e
  [[ ${parts[0]} == codecs.decryptAesCbc ]] && direction=-d input=ciphertextHex
  for name in keyHex ivHex "$input"; do
    has "$name" || { printf 'error\tERR_ARGUMENT_TYPE'; return; }
  done
  key=${f[keyHex]:2} iv=${f[ivHex]:2}
  ((${#key} == 32)) || { printf 'error\tERR_AES_KEY_LENGTH'; return; }
  ((${#iv} == 32)) || { printf 'error\tERR_AES_IV_LENGTH'; return; }
  # An empty ciphertext is no error to openssl.
  [[ $direction == -d && ${f[$input]} == h: ]] && { printf 'error\tERR_DECRYPT'; return; }
  if octets "${f[$input]:2}" | openssl enc -aes-128-cbc "$direction" -K "$key" -iv "$iv" > "$folder/aes" 2> /dev/null; then
    printf 'ok\toutputHex=h:%s' "$(hex < "$folder/aes")"
  else
    printf 'error\tERR_DECRYPT'
  fi
}

# Only where the padding is plain: the first bytes of the stream, none of them zero.
encrypt() {
  local message random size
  has messageHex || { printf 'error\tERR_ARGUMENT_TYPE'; return; }
  has randomHex || { printf 'unknown'; return; }
  message=${f[messageHex]:2} random=${f[randomHex]:2} size=${f[key.modulusHex]:2}
  if ((${#random} != ${#size} - 6 - ${#message})) || grep -Eq '^(..)*00' <<< "$random"; then
    printf 'unknown'
    return
  fi
  printf 'ok\tstages.paddedHex=h:0002%s00%s' "$random" "$message"
  printf '\toutputHex=h:%s' "$(power "0002${random}00$message")"
}

# SHAKE256 of the seed, cut as the calls were. A lone surrogate has no UTF-8: iconv stops there.
seeded() {
  local part length total=0 at=0 position=0 stream seed
  local -a lengths=()
  for part in "${parts[@]:1}"; do [[ $part == lengths.* ]] && lengths+=("${part#*=n:}"); done
  for length in "${lengths[@]}"; do total=$((total + length)); done
  if has seedHex; then seed=${f[seedHex]:2}
  elif [[ ${f[seed]-} != s:* ]]; then printf 'error\tERR_ARGUMENT_TYPE'; return
  elif octets "${f[seed]:2}" | iconv -f UTF-16BE -t UTF-8 > "$folder/seed" 2> /dev/null; then seed=$(hex < "$folder/seed")
  else printf 'error\tERR_TEXT_NOT_WELL_FORMED'; return; fi
  stream=$(octets "$seed" | openssl dgst -shake256 -xoflen "$total" -binary | hex)
  printf 'ok'
  for length in "${lengths[@]}"; do
    printf '\toutput.%d.bytesHex=h:%s' "$at" "${stream:position:2*length}"
    at=$((at + 1)) position=$((position + 2 * length))
  done
}

awk -F '\t' -v knows="$knows" '$1 ~ knows { print; next } { print "unknown" }' |
  while IFS=$'\t' read -r -a parts; do
    if [[ ${parts[0]} == unknown ]]; then printf 'unknown\n'; else read_fields; printf '%s\n' "$(answer)"; fi
  done
