/** The demo: three members do joint risk control on real credit data, from proposal to offline verification. */
package io.datapact.launcher.demo;
