using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>One entry of the record of deeds. Who and from where is added by <see cref="Db.RecordAsync"/>.</summary>
/// <param name="Kind">one of <see cref="DeedKind"/></param>
/// <param name="LocalityPath">where it was done; null for the place of the transaction's scope</param>
public sealed partial record Deed(string Kind, string? Register = null, Guid? RowId = null, string? LocalityPath = null, string? Title = null, IReadOnlyList<Change>? Changes = null, string? Reason = null)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static string ToJson(IEnumerable<Deed> deeds) => JsonSerializer.Serialize(deeds.Select(Plain), Json);
    internal static string ToJson(Deed deed) => JsonSerializer.Serialize(Plain(deed), Json);

    static object Plain(Deed deed) => new
    {
        deed.Kind, deed.Register, row = deed.RowId, path = deed.LocalityPath, title = Masked(deed.Title),
        changes = deed.Changes is { Count: > 0 } changes ? changes.Select(change => new Change(change.Label, Masked(change.Before), Masked(change.After))) : null,
        reason = Masked(deed.Reason),
    };

    /// <summary>
    /// The last net: sensitive items are masked before they come here, but people also write numbers into remarks and reasons. What is recorded can never be taken
    /// back, so no whole identity number and no whole mobile number is recorded at all.
    /// </summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Masked(string? text) => text is null ? null : WholeNumber().Replace(text.Replace("\0", "", StringComparison.Ordinal), number => FieldText.Mask(number.Value));

    [GeneratedRegex("(?<![0-9])(?:[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx]|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}|1[3-9][0-9]{9})(?![0-9Xx])")]
    private static partial Regex WholeNumber();

    public static IReadOnlyList<Change> ChangesFromJson(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<Change>>(json, Json) ?? [];
}

/// <summary>What one item was and became, as shown on screen. Sensitive values are masked before they come here.</summary>
public sealed record Change(string Label, string? Before, string? After)
{
    /// <summary>In one line: 科室：办公室 → 干部科; what was not there before, or was only looked at, without an arrow.</summary>
    public string Say() => (Before, After) switch { (null, null) => Label, (null, _) => $"{Label}：{After}", _ => $"{Label}：{Before} → {After ?? "（无）"}" };
}

/// <summary>The kinds of deeds, stored as they are shown.</summary>
public static class DeedKind
{
    public const string Create = "新增";
    public const string Update = "修改";
    public const string Remove = "移入回收站";
    public const string Restore = "从回收站恢复";
    public const string Waive = "规则例外";
    public const string Reveal = "用途查看";
    public const string Export = "导出";
    public const string Snapshot = "统计封存";
    public const string CloseYear = "台账封存";
    public const string ImportUndo = "撤销导入";
    public const string Attach = "上传文件";
    public const string Detach = "移除文件";
    public const string Download = "下载文件";
    public const string Print = "打印";
    public const string Import = "导入";
    public const string Undo = "撤销";
    public const string Step = "办理";
    public const string SignIn = "登录";
    public const string SignInRefused = "登录被拒";
    public const string SignOut = "退出";
    public const string Password = "修改口令";
    public const string Grant = "授权";
    public const string Revoke = "收回授权";
    public const string Switch = "模块开关";
    public const string Install = "模块安装";
    public const string Locality = "区划变更";
    public const string Keys = "密钥管理";
    public const string Verify = "验证记录";
    public const string Anchor = "锚定记录";
    public const string Event = "事件处理";
    public const string Task = "后台任务";
    public const string Tidy = "到期清理";
    public const string Notice = "提示";
}
