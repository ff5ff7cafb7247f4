package io.datapact.ca;

import io.datapact.ca.setting.CaSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the certificate authority. Settings: see {@link CaSettings}. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(CaSettings.class)
public class CaApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CaApplication.class, arguments);
    }
}
