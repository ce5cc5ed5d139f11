namespace OrgWork.Cadres;

/// <summary>What the file says beyond the form. Planted: résumés that end a stretch in another month, lack a line, or have two in the wrong order.</summary>
static class FileDemo
{
    public static string Spoiled(string resume, DemoRandom random)
    {
        var lines = resume.Split('\n');
        if (lines.Length < 3 || !random.Chance(0.03)) return resume;
        switch (random.Next(3))
        {
            case 0: (lines[^1], lines[^2]) = (lines[^2], lines[^1]); break;
            case 1: lines = [.. lines[..^2], lines[^1]]; break;
            default: lines[0] = lines[0][..9] + lines[1][..4] + ".12" + lines[0][16..]; break;
        }
        return string.Join('\n', lines);
    }

    public static string? TagOf(string? major) => major switch
    {
        null => null,
        _ when Has(major, "金融") => "03", _ when Has(major, "会计", "财", "审计", "税") => "04", _ when Has(major, "法") => "05", _ when Has(major, "规划", "土木", "建筑") => "06", _ when Has(major, "水利", "交通") => "07", _ when Has(major, "农", "林", "园艺") => "08",
        _ when Has(major, "计算机", "信息", "电子", "机械", "电气") => "09", _ when Has(major, "贸易", "英语") => "10", _ when Has(major, "社会") => "11", _ when Has(major, "环境", "生态") => "12", _ when Has(major, "医", "护理", "药") => "14", _ when Has(major, "旅游", "新闻") => "15",
        _ when Has(major, "经济", "工商") => "02", _ when Has(major, "教育", "数学", "汉语", "历史") => "13", _ when Has(major, "行政", "政治", "马克思", "管理") => "01", _ => null,
    };

    static bool Has(string major, params ReadOnlySpan<string> pieces)
    {
        foreach (var piece in pieces)
            if (major.Contains(piece, StringComparison.Ordinal)) return true;
        return false;
    }
}
