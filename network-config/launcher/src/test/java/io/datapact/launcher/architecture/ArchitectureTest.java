package io.datapact.launcher.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the arrows between modules and the single doors against the compiled classes. */
class ArchitectureTest {

    private static final String RUN_CONTEXT = "io.datapact.compute.RunContext";
    private static final String RUN_PERMIT = "io.datapact.node.run.RunPermit";

    @Test
    void sees_classes_of_every_module() {
        Set<Module> seen = EnumSet.noneOf(Module.class);
        MainClasses.all().forEach(type -> MainClasses.moduleOf(type).ifPresent(seen::add));

        assertThat(seen).containsExactlyInAnyOrder(Module.values());
    }

    @Test
    void every_class_belongs_to_a_module() {
        assertThat(MainClasses.all())
                .allSatisfy(type -> assertThat(MainClasses.moduleOf(type)).isPresent());
    }

    @Test
    void modules_name_only_what_lies_below_them() {
        assertThat(violations(MainClasses.all(), ArchitectureTest::pointsUpOrAside))
                .isEmpty();
    }

    @Test
    void spring_stays_in_the_applications() {
        assertThat(violations(MainClasses.all(), ArchitectureTest::bringsSpringBelow))
                .isEmpty();
    }

    @Test
    void a_library_that_names_spring_or_an_upper_module_is_seen() {
        List<JavaClass> probe = new ClassFileImporter()
                .importClasses(ArchitectureTest.class, MainClasses.class).stream()
                        .toList();

        assertThat(violations(
                        probe, found -> found.getTargetClass().getPackageName().startsWith("org.junit")))
                .isNotEmpty();
        assertThat(Module.CONTRACT_LOGIC.mayName(Module.PKI)).isFalse();
        assertThat(Module.of("io.datapact.node.app.web")).contains(Module.NODE_APP);
        assertThat(Module.of("io.datapact.node.application")).contains(Module.NODE_CORE);
    }

    @Test
    void one_class_alone_gives_plugins_their_context_and_only_for_a_permit() {
        List<JavaClass> contexts = MainClasses.all().stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(RUN_CONTEXT))
                .toList();

        assertThat(contexts).extracting(JavaClass::getName).hasSize(1);
        assertThat(contexts.getFirst().getConstructors())
                .isNotEmpty()
                .allSatisfy(constructor -> assertThat(constructor.getRawParameterTypes())
                        .extracting(JavaClass::getName)
                        .contains(RUN_PERMIT));
    }

    @Test
    void nobody_but_its_maker_can_build_a_permit() {
        Optional<JavaClass> permit = MainClasses.all().stream()
                .filter(type -> type.getName().equals(RUN_PERMIT))
                .findFirst();

        assertThat(permit).isPresent();
        assertThat(permit.orElseThrow().getConstructors())
                .isNotEmpty()
                .allSatisfy(constructor -> assertThat(constructor.getModifiers())
                        .doesNotContain(JavaModifier.PUBLIC, JavaModifier.PROTECTED));
    }

    private static Stream<Dependency> dependencies(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream();
    }

    private static List<String> violations(List<JavaClass> types, Predicate<Dependency> broken) {
        return types.stream()
                .flatMap(ArchitectureTest::dependencies)
                .filter(broken)
                .map(Dependency::getDescription)
                .sorted()
                .toList();
    }

    private static boolean pointsUpOrAside(Dependency dependency) {
        Optional<Module> from = MainClasses.moduleOf(dependency.getOriginClass());
        Optional<Module> to = MainClasses.moduleOf(dependency.getTargetClass());
        return from.isPresent() && to.isPresent() && !from.get().mayName(to.get());
    }

    private static boolean bringsSpringBelow(Dependency dependency) {
        boolean application = MainClasses.moduleOf(dependency.getOriginClass())
                .filter(Module.SPRING::contains)
                .isPresent();
        return !application && dependency.getTargetClass().getPackageName().startsWith("org.springframework");
    }
}
