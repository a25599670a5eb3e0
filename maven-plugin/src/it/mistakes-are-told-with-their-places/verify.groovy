def log = new File(basedir, 'build.log').readLines().collect { it.replaceFirst(/^\[ERROR\] ?/, '') }.join('\n')

assert log.contains('''\
src/main/perstream/counter.yaml:19:15: error[Y9]: 'uin32' is no type
          Opened: uin32
                  ^^^^^
  fix: did you mean 'uint32'?
''')
assert log.contains('src/main/perstream/counter.yaml:24:3: error[')
assert log.contains("did you mean 'write'?")

// No stack trace, and nothing written: not for the other schema either, which has no mistake.
assert !(log =~ /(?m)^\s+at /)
assert !new File(basedir, 'target').exists()
assert !new File(basedir, 'src/main/driver').exists()
