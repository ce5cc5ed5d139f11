using System.Text;

namespace OrgWork.Kernel;

/// <summary>Finds the row of headings in a sheet, and which field each heading means.</summary>
public static class Headings
{
    const int LookedAt = 20;

    /// <summary>What offices write for the same thing.</summary>
    static readonly string[][] Same =
    [
        ["姓名", "名字", "党员姓名", "干部姓名"], ["公民身份号码", "身份证号", "身份证号码", "公民身份证号", "公民身份证号码", "证件号码", "身份证"],
        ["出生年月", "出生日期", "出生年月日", "出生时间", "生日"], ["民族", "族别"], ["学历", "文化程度", "最高学历"], ["联系电话", "手机", "手机号", "手机号码", "电话", "联系方式"],
        ["入党时间", "入党日期", "入党年月"], ["转正时间", "转正日期"], ["参加工作时间", "工作时间", "参工时间", "参加工作年月"], ["所在党组织", "所在支部", "所在党支部", "党支部", "支部名称", "党组织"],
        ["工作单位及职务", "单位及职务", "工作单位", "单位职务", "现任职务", "工作单位职务"], ["家庭住址", "住址", "家庭地址", "现住址"], ["人员类别", "党员类别", "类别"], ["所在区划", "区划", "所属区划", "乡镇", "所在乡镇"],
        ["职务层次", "级别", "职级"], ["任现职时间", "任职时间", "任现职"], ["政治面貌", "党派"], ["籍贯", "祖籍"], ["党组织名称", "组织名称", "党支部名称"], ["上级党组织", "上级组织", "所属党委"],
        // As market supervision and civil affairs hand them over.
        ["单位名称", "企业名称", "社会组织名称", "名称", "机构名称", "主体名称"], ["统一社会信用代码", "社会信用代码", "信用代码", "统一代码"], ["负责人", "法定代表人", "法人代表", "法人", "经营者"], ["成立日期", "登记日期", "注册日期", "成立时间"],
        ["从业人数", "职工人数", "从业人员", "员工人数", "从业人员数"], ["行业系统", "行业", "所属行业", "行业类别"], ["地址", "住所", "经营场所", "注册地址", "登记住所"], ["有工会", "是否建工会", "工会"], ["有团组织", "是否建团", "团组织"],
        ["从业党员", "党员数", "党员人数"], ["其中正式党员", "正式党员", "正式党员数"],
    ];

    /// <summary>The column by which a row says where it belongs.</summary>
    public const string PlaceColumn = "locality_path", PlaceLabel = "所在区划";

    /// <summary>Fields that can come in by a sheet.</summary>
    public static IReadOnlyList<(string Column, string Label)> Choices(Register register) => [.. register.TypedFields.Select(field => (field.Column, field.Label)), (PlaceColumn, PlaceLabel)];

    /// <returns>the number of the row of headings; 1 when none looks like one</returns>
    public static int GuessRow(Register register, IReadOnlyList<(int Number, string?[] Cells)> head)
    {
        var labels = Choices(register);
        var best = (Score: 0, Number: head.Count > 0 ? head[0].Number : 1);
        foreach (var (number, cells) in head.Take(LookedAt))
        {
            var score = cells.Count(cell => cell is not null && Find(labels, cell) is not null);
            if (score > best.Score) best = (score, number);
        }
        return best.Number;
    }

    /// <summary>
    /// The headings of a row. Where two rows make one heading (a wide one over several, a tall one over both), the lower word counts, and the upper one stands before it only where it alone tells two apart.
    /// </summary>
    public static string[] Read(IReadOnlyList<(int Number, string?[] Cells)> head, int row)
    {
        var at = head.ToList().FindIndex(line => line.Number == row);
        if (at < 0) return [];
        var cells = head[at].Cells;
        var headings = cells.Select(cell => Tidy(cell)).ToArray();
        if (at > 0 && head[at - 1] is var (number, above) && number == row - 1 && above.Count(cell => !string.IsNullOrWhiteSpace(cell)) > 1)
        {
            var carried = "";
            for (var i = 0; i < headings.Length; i++)
            {
                if (i < above.Length && !string.IsNullOrWhiteSpace(above[i])) carried = Tidy(above[i]);
                if (headings[i] == "") headings[i] = i < above.Length ? Tidy(above[i]) : "";
                else if (headings.Count(other => other == headings[i]) > 1) headings[i] = carried + headings[i];
            }
        }
        var last = Array.FindLastIndex(headings, heading => heading != "");
        return headings[..(last + 1)];
    }

    /// <summary>For each heading the column it means; empty for none. A column is meant once.</summary>
    /// <param name="remembered">what this person chose before</param>
    public static string[] Match(Register register, IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> remembered)
    {
        var labels = Choices(register);
        var chosen = new string[headings.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            var column = headings[i] == "" ? null : remembered.TryGetValue(headings[i], out var before) && (before == "" || labels.Any(label => label.Column == before)) ? before : Find(labels, headings[i]);
            chosen[i] = column is null || Array.IndexOf(chosen, column, 0, i) >= 0 ? "" : column;
        }
        return chosen;
    }

    static string? Find(IReadOnlyList<(string Column, string Label)> labels, string heading)
    {
        var plain = Plain(heading);
        if (plain.Length is 0 or > 20) return null;
        foreach (var (column, label) in labels)
            if (Plain(label) == plain || column.Equals(plain, StringComparison.OrdinalIgnoreCase)) return column;
        foreach (var same in Same.Where(same => same.Contains(plain)))
            foreach (var (column, label) in labels)
                if (same.Contains(Plain(label))) return column;
        // Written by ear: 名族 for 民族 is not it, 入党时见 for 入党时间 is.
        if (plain.Length > 2)
        {
            var sound = Pinyin.Of(plain);
            foreach (var (column, label) in labels)
                if (Pinyin.Of(Plain(label)) == sound) return column;
        }
        return null;
    }

    /// <summary>Without blanks, signs, and what stands in brackets: *入党时间（年月日） is 入党时间.</summary>
    static string Plain(string heading)
    {
        var text = new StringBuilder();
        var depth = 0;
        foreach (var c in heading.Normalize(NormalizationForm.FormKC))
            if (c is '(' or '[' or '【') depth++;
            else if (c is ')' or ']' or '】') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && (char.IsLetterOrDigit(c) || c == '_')) text.Append(char.ToLowerInvariant(c));
        return text.Length > 0 ? text.ToString() : string.Concat(heading.Where(char.IsLetterOrDigit));
    }

    static string Tidy(string? cell) => cell is null ? "" : string.Concat(cell.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))) is { Length: > 40 } all ? all[..40] : string.Concat(cell.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
}
