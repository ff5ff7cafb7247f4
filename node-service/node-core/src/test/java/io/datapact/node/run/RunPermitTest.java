package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPermitTest {
    @TempDir
    private Path out;

    @Test
    void cannot_be_made_outside_the_gate() {
        assertThat(errors("class Intruder { Object permit(io.datapact.node.run.RunPermit other) { return new"
                        + " io.datapact.node.run.RunPermit(other.run(), other.start(), other.manifest(), other.body(),"
                        + " other.plugin(), 0); } }"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("RunPermit")
                .contains("not public");
    }

    @Test
    void gives_no_context_without_it() {
        assertThat(errors("class Intruder { Object context() { return new io.datapact.node.run.GatedRunContext(null,"
                        + " null); } }"))
                .isNotEmpty();
    }

    @Test
    void can_be_read_by_all() {
        assertThat(
                        errors(
                                "class Reader { Object run(io.datapact.node.run.RunPermit permit) { return permit.runId(); } }"))
                .isEmpty();
    }

    @Test
    void has_no_constructor_that_others_reach() {
        assertThat(Stream.of(RunPermit.class.getDeclaredConstructors()).map(Constructor::getModifiers))
                .isNotEmpty()
                .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
        assertThat(Modifier.isFinal(RunPermit.class.getModifiers())).isTrue();
        assertThat(Stream.of(GatedRunContext.class.getDeclaredConstructors()))
                .allMatch(
                        constructor -> List.of(constructor.getParameterTypes()).contains(RunPermit.class));
    }

    private List<String> errors(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path"));
        compiler.getTask(null, null, found, options, null, List.of(new Source("package outside; " + source)))
                .call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ENGLISH))
                .collect(Collectors.toList());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String text) {
            super(URI.create("string:///outside/Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
