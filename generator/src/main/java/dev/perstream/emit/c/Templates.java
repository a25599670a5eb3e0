package dev.perstream.emit.c;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The templates of the {@code perstream-templates} artifact. One serves a whole run: its cache is what makes it fast. */
public final class Templates {

    private final Configuration configuration;

    /** The templates, none of which has been read yet. */
    public Templates() {
        configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(
                new ClassTemplateLoader(Templates.class.getClassLoader(), "dev/perstream/templates"));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("c");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setLocalizedLookup(false);
    }

    /**
     * Fills in a template.
     *
     * @param name the template's path, such as {@code common/context.c.ftl}
     * @param view a record or map whose components the template sees as variables
     * @throws IllegalStateException if the template and the view do not fit, which is a bug
     */
    public String render(String name, Object view) {
        var writer = new StringWriter();
        try {
            configuration.getTemplate(name).process(view, writer);
        } catch (TemplateException exception) {
            throw new IllegalStateException("template " + name + ": " + exception.getMessage(), exception);
        } catch (IOException exception) {
            throw new UncheckedIOException("template " + name, exception);
        }
        return writer.toString();
    }
}
