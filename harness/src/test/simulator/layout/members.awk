# Reads preprocessed headers and prints each structure with a name of its own and its members:
#   STRUCT _IRP
#   MEMBER _IRP Tail.Overlay.Thread
#   VALUE FileBasicInformation
# Bit-fields are left out: they have no offset.
function trim(text) {
    gsub(/[ \t\n]+/, " ", text)
    gsub(/^ | $/, "", text)
    return text
}

function declared(text,    parts, n, i, name) {
    gsub(/__attribute__ *\(\([^()]*(\([^()]*\))?[^()]*\)\)/, " ", text)
    if (text ~ /:/) return
    if (match(text, /\( *\* *[A-Za-z_][A-Za-z0-9_]* *\)/)) {
        name = substr(text, RSTART, RLENGTH)
        gsub(/[^A-Za-z0-9_]/, "", name)
        members[depth] = members[depth] " " name
        return
    }
    gsub(/\[[^][]*\]/, "", text)
    n = split(text, parts, ",")
    for (i = 1; i <= n; i++) {
        name = trim(parts[i])
        if (n > 1 || name ~ /[ *]/) sub(/^.*[ *]/, "", name)
        if (name ~ /^[A-Za-z_][A-Za-z0-9_]*$/ && text ~ /[ *]/)
            members[depth] = members[depth] " " name
    }
}

# The braces of a structure were closed and `text` follows: what it declares has the members inside.
function closed(text,    inner, parts, n, i, name) {
    inner = members[depth + 1]
    gsub(/__attribute__ *\(\([^()]*(\([^()]*\))?[^()]*\)\)/, " ", text)
    text = trim(text)
    name = text
    sub(/\[.*$/, "", name)
    if (text ~ /[,*]/) return
    if (text ~ /\[/) { members[depth] = members[depth] " " name; return }
    n = split(inner, parts, " ")
    if (name != "") members[depth] = members[depth] " " name
    for (i = 1; i <= n; i++)
        members[depth] = members[depth] " " (name == "" ? "" : name ".") parts[i]
}

function finished(    parts, n, i) {
    if (tag == "" || tag in seen) return
    seen[tag] = 1
    print "STRUCT", kind, tag
    n = split(members[1], parts, " ")
    for (i = 1; i <= n; i++) print "MEMBER", kind, tag, parts[i]
}

function values(text,    parts, n, i, name) {
    n = split(text, parts, ",")
    for (i = 1; i <= n; i++) {
        name = trim(parts[i])
        sub(/[ =].*$/, "", name)
        if (name ~ /^[A-Za-z_][A-Za-z0-9_]*$/) print "VALUE", name
    }
}

# One statement: its text, and the sign that ends it.
function statement(text, mark,    head) {
    text = trim(text)
    if (depth == 0) {
        if (mark != "{") return
        head = text
        gsub(/__attribute__ *\(\([^()]*(\([^()]*\))?[^()]*\)\)/, " ", head)
        head = trim(head)
        if (head ~ /(^| )enum( [A-Za-z_][A-Za-z0-9_]*)?$/) mode = "enum"
        else if (head ~ /(^| )(struct|union)( [A-Za-z_][A-Za-z0-9_]*)?$/) mode = "struct"
        else mode = "code"
        kind = head ~ /(^| )union( |$)/ ? "union" : "struct"
        tag = ""
        if (mode == "struct" && head ~ /(struct|union) [A-Za-z_]/) {
            tag = head
            sub(/^.* /, "", tag)
        }
        depth = 1
        members[1] = ""
        after[1] = 0
    } else if (mark == "{") {
        depth++
        members[depth] = ""
        after[depth] = 0
    } else if (mark == "}") {
        if (mode == "enum") values(text)
        depth--
        if (depth == 0 && mode == "struct") finished()
        after[depth] = depth > 0
    } else if (mode == "struct") {
        if (after[depth]) {
            after[depth] = 0
            closed(text)
        } else if (text != "") declared(text)
    }
}

/^#/ { next }
{
    line = $0
    while (match(line, /[;{}]/)) {
        at = RSTART
        statement(text " " substr(line, 1, at - 1), substr(line, at, 1))
        text = ""
        line = substr(line, at + 1)
    }
    text = text " " line
}
