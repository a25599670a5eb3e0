toolchain = ['make', 'x86_64-w64-mingw32-gcc'].every { program ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, program).canExecute() }
}

compiler = ['gcc', 'clang'].any { program ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, program).canExecute() }
}

/** Nothing of the archetype's own is left in the project's files. */
def isFilledIn(file) {
    def text = file.text.replace('${perstream.version}', '')
    !text.contains('${') && !text.contains('symbol_') && !text.contains('#set')
}

/** The new project's tests ran: the first one of the author's, and the generated ones, on each model. */
def tested(folder, name, models, javaPackage) {
    def author = new File(folder, "src/test/java/${javaPackage.replace('.', '/')}/${name}Test.java")
    assert author.text.contains("void secondOpenSharesTheStreamState(")
    ["${name}Test", "${name}ContractTest"].each { test ->
        def report = new groovy.xml.XmlSlurper().parse(new File(folder, "target/surefire-reports/TEST-${javaPackage}.${test}.xml"))
        assert report.@failures == 0 && report.@errors == 0
        assert report.@tests.toInteger() >= 2 * models.size()
        assert !compiler || report.@skipped.toInteger() < report.@tests.toInteger() / 2
    }
}

def check(project, name, models, schema, altitude, javaPackage) {
    def folder = new File(basedir, project)
    def source = new File(folder, "src/main/perstream/${schema}.yaml")
    def readme = new File(folder, 'README.md')
    assert source.readLines().contains("  altitude: $altitude".toString())
    assert readme.text.contains("src/main/perstream/${schema}.yaml")
    assert new File(folder, '.gitignore').readLines().contains('target/')
    assert [source, readme, new File(folder, 'pom.xml')].every { isFilledIn(it) }

    def generated = new File(folder, "target/generated-sources/perstream/$name")
    assert generated.list().findAll { !it.startsWith('.') }.sort() == models
    models.each { model ->
        assert new File(generated, "$model/${name}Driver.c").file
        assert new File(folder, "src/main/driver/$model/${name}Hooks.c").file
        assert new File(folder, "target/perstream/$name/$model/gcc-x64/${name}.sys").file == toolchain
    }
    tested(folder, name, models, javaPackage)
}

check('seals', 'Seals', ['minifilter'], 'seals', '370031', 'com.example.seals.seals')
check('old-guard', 'OldGuard', ['legacy'], 'oldguard', '320031.5', 'com.example.guard.oldguard')
check('two-faced', 'TwoFaced', ['legacy', 'minifilter'], 'faces', '140031', 'com.example.faces.twofaced')
true
