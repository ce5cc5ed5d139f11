namespace OrgWork.Kernel;

/// <summary>
/// Rows of another module's register that fields of this one may refer to: what that module publishes of them stands as a view in the own schema (<c>reads</c> in module.json),
/// with these columns and no others. They are chosen and named; no page lists them.
/// </summary>
public static class LentRegister
{
    public static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>
    {
        ["id"] = "uuid", ["name"] = "text", ["called"] = "text", ["name_pinyin"] = "text", ["name_initials"] = "text", ["locality_path"] = "text", ["rank_order"] = "integer", ["removed_at"] = "timestamp with time zone",
    };

    /// <param name="view">as published: <c>cadres.pub_cadre</c></param>
    public static Register Of(string id, string title, string view, string permission) => new()
    {
        Id = id, Title = title, Noun = title, Table = view.Replace(".pub_", "_", StringComparison.Ordinal), ReadPermission = permission, WritePermission = permission, IsLent = true,
        Fields = [Field.Text("called", title), Field.Text("name", "名称")],
    };
}
