toolchain = ['make', 'x86_64-w64-mingw32-gcc'].every { program ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, program).canExecute() }
}

/** Nothing of the archetype's own is left in the project's files. */
def isFilledIn(file) {
    def text = file.text.replace('${perstream.version}', '')
    !text.contains('${') && !text.contains('symbol_') && !text.contains('#set')
}

def check(project, name, models, schema, altitude) {
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
}

check('seals', 'Seals', ['minifilter'], 'seals', '370031')
check('old-guard', 'OldGuard', ['legacy'], 'oldguard', '320031.5')
check('two-faced', 'TwoFaced', ['legacy', 'minifilter'], 'faces', '140031')
true
