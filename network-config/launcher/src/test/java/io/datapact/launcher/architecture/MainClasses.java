package io.datapact.launcher.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Optional;

/** The compiled main code of all modules, read once. */
final class MainClasses {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(Module.OURS);

    private MainClasses() {}

    /** All but package-info, which says nothing about code. */
    static List<JavaClass> all() {
        return ALL.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
    }

    /** The module of a class of ours; empty for a class of somebody else. */
    static Optional<Module> moduleOf(JavaClass type) {
        return Module.of(type.getBaseComponentType().getPackageName());
    }
}
