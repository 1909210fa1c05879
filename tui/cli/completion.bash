
# The tables above come from the program; what follows reads them.

# Words of the list $1 that begin with what is typed; $2 is put behind each.
_yanpan_offer() {
	local word
	for word in $1; do
		[[ $word == "$cur"* ]] && COMPREPLY+=("$word${2-}")
	done
	[[ -z ${2-} ]] || compopt -o nospace 2>/dev/null
}

_yanpan_files() {
	local path
	compopt -o filenames 2>/dev/null
	while IFS= read -r path; do
		COMPREPLY+=("$path")
	done < <(compgen "$1" -- "$cur")
}

# Numbers of records of the kind $1, as the store has them.
_yanpan_numbers() {
	local field
	field=$(_yanpan_number "$1")
	[[ -n $field ]] || return
	_yanpan_offer "$("$program" "${store[@]}" --read-only list "$1" --csv --fields "$field" \
		--limit 200 2>/dev/null | tail -n +2 | grep -v '[",]' | tr -d '\r' | tr '\n' ' ')"
}

# field=value: the fields of the form, or the choices of the one before the sign.
_yanpan_assign() {
	local fields=$1 form=$2
	if [[ $prev == = ]]; then
		_yanpan_offer "$(_yanpan_choices "$form ${COMP_WORDS[COMP_CWORD - 2]}")"
	elif [[ $cur == = ]]; then
		cur=
		_yanpan_offer "$(_yanpan_choices "$form $prev")"
	else
		_yanpan_offer "$fields" =
	fi
}

_yanpan_value() {
	case $1 in
	--kind) _yanpan_offer "$_yanpan_kinds" ;;
	--lang) _yanpan_offer 'zh_CN zh_TW en' ;;
	--encoding) _yanpan_offer 'utf-8 utf-8-bom gb18030 gbk big5 utf-16le utf-16be' ;;
	--terminal-encoding) _yanpan_offer 'gb18030 gbk big5 utf-8' ;;
	--sort | --fields) _yanpan_offer "$(_yanpan_fields "${words[0]:-order}")" ;;
	--store) _yanpan_files -d ;;
	-o | --output | --rejects) _yanpan_files -f ;;
	esac
}

# The word at this place, by what the command's usage calls it.
_yanpan_word() {
	local usage place
	read -ra usage <<<"$(_yanpan_usage "$command")"
	place=${#words[@]}
	((place < ${#usage[@]})) || place=$((${#usage[@]} - 1))
	((place >= 0)) || return
	case ${usage[place]} in
	KIND | \[KIND\])
		_yanpan_offer "$(if [[ $command == "do" ]]; then _yanpan_subjects "${words[0]}"; else echo "$_yanpan_kinds"; fi)"
		;;
	VERB) _yanpan_offer "$_yanpan_verbs" ;;
	NUMBER) _yanpan_numbers "${words[place - 1]}" ;;
	MEETING) _yanpan_numbers meeting ;;
	FILE...) _yanpan_files -f ;;
	\[DIR\] | DIR) _yanpan_files -d ;;
	\[COMMAND*) _yanpan_offer "$_yanpan_commands" ;;
	\[QUERY*) _yanpan_offer "$(_yanpan_fields "${words[0]}")" : ;;
	*field=value...*)
		if [[ $command == "do" ]]; then
			_yanpan_assign "$(_yanpan_args "${words[0]} ${words[1]}")" "${words[0]} ${words[1]}"
		else
			_yanpan_assign "$(_yanpan_fields "${words[0]}")" "${words[0]}"
		fi
		;;
	bash) _yanpan_offer bash ;;
	esac
}

# What stands before the cursor: the command and its words; a field=value counts as one.
_yanpan_read() {
	local i word
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ ${COMP_WORDS[i + 1]-} == = && $i -lt $((COMP_CWORD - 1)) ]]; then
			((i + 2 < COMP_CWORD)) && words+=("$word")
			((i += 2))
		elif [[ $word == -* ]]; then
			if [[ " $_yanpan_takes " == *" $word "* ]]; then
				[[ $word == --store ]] && store=(--store "${COMP_WORDS[i + 1]-}")
				((i++))
			fi
		elif [[ -z $command ]]; then
			command=$word
		elif [[ $word != = ]]; then
			words+=("$word")
		fi
	done
}

_yanpan() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} program=$1
	local command="" words=() store=()
	COMPREPLY=()
	_yanpan_read
	if [[ " $_yanpan_takes " == *" $prev "* ]]; then
		_yanpan_value "$prev"
	elif [[ $cur == -* ]]; then
		_yanpan_offer "$(_yanpan_options "$command") $_yanpan_globals"
	elif [[ -z $command ]]; then
		_yanpan_offer "$_yanpan_commands"
	else
		_yanpan_word
	fi
}

complete -F _yanpan yanpan
