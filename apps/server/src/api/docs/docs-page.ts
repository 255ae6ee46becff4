import { exampleOf } from "@beckon/api/example-of.ts";
import type { Answer, OpenApi, Operation, Schema } from "@beckon/api/open-api.ts";
import { html, type Html } from "./html.ts";
import { anchorOf, markdown } from "./markdown.ts";
import { page, type Contents } from "./page.ts";
import { fieldsOf, parametersTable, typeOf } from "./schema-table.ts";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The web API's readable page, made of its document: every call with what it takes, what it answers, and an example [W11]. */
export function docsPage(document: OpenApi): string {
  const base = document.servers[0]?.url ?? "";
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ method: method.toUpperCase(), path, operation })),
  );
  const topics = document.tags.map(({ name }) => ({
    name,
    calls: calls.filter((one) => one.operation.tags[0] === name),
  }));
  const schemas = Object.entries(document.components.schemas);
  const contents: Contents = [
    ...topics.map((topic) => ({
      anchor: anchorOf(topic.name),
      name: topic.name,
      parts: topic.calls.map((one) => ({ anchor: one.operation.operationId, name: nameOf(one) })),
    })),
    {
      anchor: "shapes",
      name: "Shapes",
      parts: schemas.map(([name]) => ({ anchor: `schema-${name}`, name: html`${name}` })),
    },
  ];
  const named = (name: string) => document.components.schemas[name];
  return page({
    title: document.info.title,
    here: "calls",
    contents,
    main: html`<h1>${document.info.title}</h1>
      ${markdown(document.info.description)}
      <p>
        All calls are below <code>${base}</code>. The same as
        <a href="/api/v1/openapi.json">an OpenAPI 3.1 document</a>.
      </p>
      ${topics.map(
        (topic) =>
          html`<section aria-labelledby="${anchorOf(topic.name)}">
            <h2 id="${anchorOf(topic.name)}">${topic.name}</h2>
            ${topic.calls.map((one) => callOf(one, base, named))}
          </section>`,
      )}
      <section aria-labelledby="shapes">
        <h2 id="shapes">Shapes</h2>
        ${schemas.map(([name, schema]) => schemaOf(name, schema))}
      </section>`,
  });
}

type Named = (name: string) => Schema | undefined;

function nameOf({ method, path }: Pick<Call, "method" | "path">): Html {
  // A long path may be broken after its slashes.
  const pieces = path.split(/(?<=\/)/).map((piece, index) => html`${index > 0 && html`<wbr />`}${piece}`);
  return html`<span class="method ${method.toLowerCase()}">${method}</span> <span class="path">${pieces}</span>`;
}

function callOf(call: Call, base: string, named: Named): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = call.operation;
  const body = requestBody?.content["application/json"];
  const [status, answer] = Object.entries(responses)[0] ?? [];
  return html`<article aria-labelledby="${operationId}">
    <h3 id="${operationId}"><a href="#${operationId}">${nameOf(call)}</a></h3>
    <p class="summary">${summary}.</p>
    ${description !== undefined && markdown(description)} ${permissionOf(call.operation)}
    ${
      parameters.length > 0 &&
      html`<h4>Parameters</h4>
        ${parametersTable(parameters)}`
    }
    ${
      body !== undefined &&
      html`<h4>Body</h4>
        ${shapeOf(body.schema, "required")}`
    }
    <h4>Answer <code>${status}</code></h4>
    ${answer !== undefined && "description" in answer && answerOf(answer)}
    <h4>Example</h4>
    <pre tabindex="0" aria-label="Example of the call"><code>${curlOf(call, base, body?.example, named)}</code></pre>
    ${answer !== undefined && "description" in answer && exampleAnswer(answer)}
  </article>`;
}

function permissionOf({ security }: Operation): Html {
  const scopes = [...new Set(security.flatMap((one) => Object.values(one).flat()))];
  if (security.length === 0) return html`<p class="permission">Needs no token.</p>`;
  if (scopes.length === 0) return html`<p class="permission">Needs a token with any permission.</p>`;
  const list = scopes.map((one, index) => html`${index > 0 && " or "}<code>${one}</code>`);
  return html`<p class="permission">Needs the permission ${list}.</p>`;
}

function answerOf({ description, headers = {}, content = {} }: Answer): Html {
  const [type, shape] = Object.entries(content)[0] ?? [];
  const rows = Object.entries(headers).map(
    ([name, header]) =>
      html`<div>
        <dt><code>${name}</code></dt>
        <dd>${header.description}</dd>
      </div>`,
  );
  const said = type === undefined ? description : type !== "application/json" && html`As <code>${type}</code>.`;
  return html`${said !== false && html`<p>${said}</p>`} ${rows.length > 0 && html`<dl class="fields">${rows}</dl>`}
  ${shape !== undefined && shapeOf(shape.schema, "always")}`;
}

function shapeOf(schema: Schema, needed: "required" | "always"): Html {
  return fieldsOf(schema, needed) ?? html`<p class="type">${typeOf(schema)}</p>`;
}

function exampleAnswer({ content = {} }: Answer): Html | false {
  const [shape] = Object.values(content);
  const example = shape?.example;
  if (example === undefined) return false;
  const text = typeof example === "string" ? example : JSON.stringify(example, null, 2);
  return html`<pre tabindex="0" aria-label="Example of the answer"><code>${text}</code></pre>`;
}

function curlOf({ method, path, operation }: Call, base: string, body: unknown, named: Named): string {
  const given = new Map((operation.parameters ?? []).map((one) => [one.name, one.schema]));
  const address = path.replace(/\{(\w+)\}/g, (all, name: string) => {
    const example = exampleOf(given.get(name) ?? {}, named);
    return typeof example === "string" ? example : all;
  });
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${base}${address}`,
    ...(operation.security.length > 0 ? [`-H "Authorization: Bearer $TOKEN"`] : []),
    ...(body === undefined ? [] : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body, null, 2)}'`]),
  ];
  return lines.join(" \\\n  ");
}

function schemaOf(name: string, schema: Schema): Html {
  return html`<article aria-labelledby="schema-${name}">
    <h3 id="schema-${name}"><a href="#schema-${name}">${name}</a></h3>
    ${schema.description !== undefined && markdown(schema.description)}
    ${shapeOf(schema, name.endsWith("Request") ? "required" : "always")}
  </article>`;
}
