/** JSON bodies of what members register and propose, as the nodes' REST interface takes them. */
package io.datapact.launcher.request;
