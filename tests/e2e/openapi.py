"""Holds what the daemon answers against the OpenAPI document that it serves."""

import copy
import json
import re

import jsonschema
import jsonschema.validators

JSON = ("application/json", "application/problem+json")


def strict(schema):
    """The same, but nothing may be said that it doesn't name: that is for the test, not for
    clients."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


class Document:
    def __init__(self, text):
        self.document = json.loads(text)
        self.schemas = strict(copy.deepcopy(self.document["components"]["schemas"]))

    def validate(self, schema, value):
        """Raises where the value isn't what the schema says."""
        whole = {**strict(schema), "components": {"schemas": self.schemas}}
        jsonschema.Draft202012Validator(whole).validate(value)

    def resolve(self, what):
        while "$ref" in what:
            found = self.document
            for part in what["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            what = found
        return what

    def operation(self, method, path):
        path = path.split("?")[0]
        for pattern, item in self.document["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path) and method in item:
                return item[method]
        raise AssertionError(f"the document has no {method} {path}")

    def check(self, method, path, status, content_type, body):
        """Raises where the answer isn't one that the document describes; gives it, parsed."""
        responses = self.operation(method, path)["responses"]
        response = self.resolve(responses.get(str(status)) or responses["default"])
        assert content_type in response["content"], f"{method} {path} {status}: {content_type}"
        value = json.loads(body)
        self.validate(response["content"][content_type]["schema"], value)
        return value

    def complaints(self):
        """What is wrong with the document itself."""
        found = []
        for name, schema in self.schemas.items():
            jsonschema.Draft202012Validator.check_schema(schema)
            for example in schema.get("examples", []):
                self.validate({"$ref": f"#/components/schemas/{name}"}, example)
        names = []
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                names.append(operation["operationId"])
                if "default" not in operation["responses"]:
                    found.append(f"{method} {path}: errors are not described")
                in_path = {self.resolve(p)["name"] for p in operation.get("parameters", [])
                           if self.resolve(p)["in"] == "path"}
                if in_path != set(re.findall(r"\{(\w+)\}", path)):
                    found.append(f"{method} {path}: its parameters are {in_path}")
        found += [f"{name} stands twice" for name in set(names) if names.count(name) > 1]
        references = re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(self.document))
        for reference in references:
            self.resolve({"$ref": "#/" + reference})
        used = set(references)
        for kind, parts in self.document["components"].items():
            found += [f"{kind}/{name} is used nowhere" for name in parts
                      if kind != "securitySchemes" and name not in ("Hello", "Gap")
                      and f"components/{kind}/{name}" not in used]
        return found
