import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["vscode-client/dist"] },
  {
    files: ["vscode-client/src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
  },
);
