/** Path validation, certification requests, CRL, CMS, time stamps: a library. Nothing in this package is null. */
package io.datapact.pki;
