def says(text) {
    new File(basedir, 'build.log').readLines().any { it.contains(text) }
}

assert says('src/main/perstream/seals.yaml:11:13: ')
assert says("'high' is no altitude")
assert says("the altitude 370031 is not in the range of the group 'anti-virus'")
assert says('use one from 320000 to 329999')
assert !new File(basedir, 'no-number/target/generated-sources').exists()
assert !new File(basedir, 'other-group/target/generated-sources').exists()
