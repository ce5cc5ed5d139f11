namespace OrgWork.Programmes;

/// <summary>What taking a programme up means, said before anything is done: tables with every field, who gets which right, and how much room it takes.</summary>
public sealed record ProgrammeReview(ProgrammeDescription Description, IReadOnlyList<ProgrammeReview.TableLine> Tables, IReadOnlyList<ProgrammeReview.RightLine> Rights, IReadOnlyList<string> Reads, IReadOnlyList<string> Tells, string Size)
{
    /// <param name="Now">rows and room it has, where it is installed</param>
    public sealed record TableLine(string Title, string Key, bool IsList, IReadOnlyList<string> Fields, string Now);

    public sealed record RightLine(string Name, string Id, string Roles, bool IsNew);

    /// <param name="published">the manifest of the version that is live</param>
    public static ProgrammeReview Of(ProgrammePackage package, ModuleManifest? published, IReadOnlyDictionary<string, ProgrammeRoom>? room)
    {
        var description = package.Description;
        var open = description.AllRegisters.Where(register => !register.Closed).ToList();
        var columns = open.Sum(register => register.Open.Count());
        // What a row takes by the kinds of its columns, twice because of its history, and the pieces by which names are found.
        var each = open.Sum(register => 2 * (150 + register.Open.Sum(WidthOf)) + (register.Name is null ? 0 : 600)) / Math.Max(1, open.Count);
        var bytes = System.Text.Encoding.UTF8.GetByteCount(package.Files[ProgrammePackage.DescriptionFile]);
        var held = room?.Values.Sum(one => one.Bytes) ?? 0;
        return new(description,
            [.. description.Registers.Where(register => !register.Closed).SelectMany(register => register.Lists.Where(list => !list.Closed).Prepend(register)).Select(register => new TableLine(register.Title, register.Key, description.Registers.All(one => one.Key != register.Key), [.. register.Open.Select(field => FieldWords(field, description))],
                room?.GetValueOrDefault(register.Key) is { } has ? $"约 {has.Rows} 行，{Kilobytes(has.Bytes)}" : "新建"))],
            [.. package.Manifest.Permissions.Select(permission => new RightLine(permission.Name, permission.Id, string.Join("、", permission.Roles.Select(role => ProgrammeWords.Roles.FirstOrDefault(one => one.Id == role).Name ?? role)) is { Length: > 0 } roles ? roles : "专项管理", published is null || published.Permissions.All(one => one.Id != permission.Id)))],
            [.. ProgrammeLists.Of(description).Select(list => list.Name)], [.. description.Registers.SelectMany(ProgrammeResults.WordsOf)],
            $"方案文件 {Kilobytes(bytes)}；{open.Count} 张表（每张另有一份历史），{columns} 个项目；每张表每千行约 {Kilobytes(each * 1000L)}{(held > 0 ? $"；现已占 {Kilobytes(held)}" : "")}");
    }

    static string Kilobytes(long bytes) => bytes < 1 << 20 ? $"{Math.Max(1, bytes >> 10)} KB" : $"{bytes / 1048576.0:0.#} MB";

    static int WidthOf(DescribedField field) => field.Kind switch
    {
        DescribedKind.Number or DescribedKind.Year or DescribedKind.Date or DescribedKind.Month => 4, DescribedKind.Flag => 1, DescribedKind.Code => 3, DescribedKind.Unit or DescribedKind.Row or DescribedKind.Listed => 16,
        DescribedKind.LongText => 300, DescribedKind.Phone => 120, _ => field.Sensitive ? 150 : 30,
    };

    static string FieldWords(DescribedField field, ProgrammeDescription description)
    {
        List<string> said = [ProgrammeWords.KindOf(field.Kind)];
        if (ProgrammeWords.RangeOf(field, description) is { Length: > 0 } range) said.Add(range is [.. var least, '—'] ? $"不小于 {least}" : range.Length > 40 ? range[..40] + "…" : range);
        if (field.Required || field.Kind == DescribedKind.Name) said.Add("必填");
        if (field.Sensitive || field.Kind == DescribedKind.Phone) said.Add("敏感，加密存放");
        if (description.Procedure is { } procedure && description.Find(procedure.Register) is { } of && of.Open.Contains(field) && description.IsWrittenByStep(of, field.Key)) said.Add("由步骤写入");
        return $"{field.Label}（{string.Join("，", said)}）";
    }
}
