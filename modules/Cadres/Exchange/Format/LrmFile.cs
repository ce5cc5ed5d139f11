using System.Text;

namespace OrgWork.Cadres;

/// <summary>
/// The older format: one record of 33 quoted fields, quotes inside them not escaped, so that it is split on the three signs between fields.
/// The photo stands beside it as a file of the same name ending in .pic.
/// </summary>
sealed class LrmFile : FormFile
{
    const int Fields = 33, Education = 9, Schools = 10, FirstOfFamily = 20, LeastRelatives = 7;

    static readonly string?[] Plan =
    [
        "XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "RuDangShiJian", "JianKangZhuangKuang", "ChuShengDi", "CanJiaGongZuoShiJian", null, null, "ZhuanYeJiShuZhiWu", null, null, null, null,
        "ShuXiZhuanYeYouHeZhuanChang", "JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", null, null, null, null, null, "XianRenZhiWu", "NiRenZhiWu", "NiMianZhiWu", "RenMianLiYou", "ChengBaoDanWei",
        "JiSuanNianLingShiJian", "TianBiaoRen", "TianBiaoShiJian",
    ];

    // 全日制学历#全日制学位@在职学历#在职学位, and the schools in the same places.
    static readonly string[] EducationPlan = ["QuanRiZhiJiaoYu_XueLi", "QuanRiZhiJiaoYu_XueWei", "ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei"];
    static readonly string[] SchoolPlan = ["QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi"];

    readonly FileText text;
    readonly List<(int From, int To)> fields = [];

    public override string Ending => ".lrm";

    public LrmFile(byte[] bytes, byte[]? picture) : base(bytes)
    {
        text = new(bytes);
        if (text.Doubt is { } doubt) Doubts.Add(doubt);
        Split();
        for (var i = 0; i < Math.Min(Fields, fields.Count); i++)
            if (Plan[i] is { } element) texts[element] = Plain(element, Raw(i));
        ReadParts(Education, EducationPlan, "学历学位");
        ReadParts(Schools, SchoolPlan, "毕业院校系");
        ReadFamily();
        if (picture is { Length: > 0 })
        {
            if (PictureKind.Of(picture) is null) Doubts.Add("同名的照片文件不是 JPG、PNG、BMP、GIF 图像，没有读入");
            else Photo = picture;
        }
        if (Text(FormElements.Name) == "") Doubts.Add("没有姓名");
    }

    void Split()
    {
        var signs = text.Signs;
        var from = signs.IndexOf('"') + 1;
        var end = signs.AsSpan().TrimEnd(" \t\r\n\u001A\0").Length;
        var isClosed = end > from && signs[end - 1] == '"';
        if (isClosed) end--;
        while (true)
        {
            var next = signs.AsSpan(from, Math.Max(0, end - from)).IndexOf("\",\"");
            fields.Add((from, next < 0 ? Math.Max(from, end) : from + next));
            if (next < 0 || fields.Count > 2 * Fields) break;
            from += next + 3;
        }
        if (fields.Count == Fields && isClosed) return;
        IsDamaged = true;
        if (fields.Count < 3) throw new FormRefusedException("不是任免审批表文件：既不是 lrmx（XML），也不是 lrm（加引号的 33 项）");
        Doubts.Add($"应有 {Fields} 项，文件里有 {fields.Count} 项{(isClosed ? "" : "，结尾不完整")}；只读出了能读的部分，请对照原件");
    }

    string Raw(int field) => field < fields.Count ? text.Between(fields[field].From, fields[field].To) : "";

    void ReadParts(int field, string[] plan, string what)
    {
        var raw = Raw(field);
        var parts = raw.Split('@').Select(half => half.Split('#')).ToList();
        for (var i = 0; i < plan.Length; i++) texts[plan[i]] = Plain(plan[i], parts.ElementAtOrDefault(i / 2)?.ElementAtOrDefault(i % 2) ?? "");
        if (parts.Count > 2 || parts.Any(half => half.Length > 2)) Doubts.Add($"{what}一项的分隔符多于规定，多出的部分没有读入：{FormTexts.Plain(raw)}");
    }

    string[][] FamilyLists => field ??= [.. Enumerable.Range(FirstOfFamily, FormRelative.Elements.Length).Select(i => Raw(i).Split('@').Select(FormTexts.Plain).ToArray())];

    void ReadFamily()
    {
        var count = Math.Min(100, FamilyLists.Max(list => list.Length));
        for (var row = 0; row < count; row++)
        {
            var relative = FormRelative.Of([.. FamilyLists.Select(list => list.ElementAtOrDefault(row) ?? "")]);
            if (!relative.IsEmpty) Family.Add(relative);
        }
        if (FamilyLists.Any(list => list.Length != FamilyLists[0].Length) && Family.Count > 0 && FamilyLists.Select(list => list.Count(value => value != "")).Max() > FamilyLists[1].Count(value => value != ""))
            Doubts.Add("家庭成员各栏的人数不一致，可能错位，请逐人核对");
    }

    /// <exception cref="FormRefusedException">a character the format has no place for</exception>
    public override byte[] With(FormChanges changes)
    {
        if (changes.IsNothing) return Bytes;
        if (IsDamaged) throw new InvalidOperationException("A damaged file is not changed inside.");
        var pieces = new List<(int, int, byte[])>();
        for (var i = 0; i < Fields; i++)
            if (Plan[i] is { } element && changes.Texts.TryGetValue(element, out var value)) pieces.Add((fields[i].From, fields[i].To, Encode(value)));
        PutParts(Education, EducationPlan);
        PutParts(Schools, SchoolPlan);
        if (changes.Family is { } family)
            for (var list = 0; list < FormRelative.Elements.Length; list++)
            {
                var before = Family.Select(relative => relative.Values[list]);
                var after = family.Select(relative => relative.Values[list].Replace('@', '＠')).ToList();
                if (before.SequenceEqual(after)) continue;
                pieces.Add((fields[FirstOfFamily + list].From, fields[FirstOfFamily + list].To, Encode(string.Join('@', after.Concat(Enumerable.Repeat("", Math.Max(0, LeastRelatives - after.Count)))))));
            }
        return text.Replace(pieces);

        void PutParts(int field, string[] plan)
        {
            if (!plan.Any(changes.Texts.ContainsKey)) return;
            var values = plan.Select(element => (changes.Texts.TryGetValue(element, out var changed) ? changed : Text(element)).Replace('@', '＠').Replace('#', '＃')).ToList();
            pieces.Add((fields[field].From, fields[field].To, Encode($"{values[0]}#{values[1]}@{values[2]}#{values[3]}")));
        }
    }

    byte[] Encode(string value)
    {
        value = FormTexts.Plain(value).Replace("\",\"", "\"，\"").Replace("\n", "\r\n");
        try
        {
            // The old editor knows GBK only: what GB18030 writes in four bytes would come out as signs nobody can read.
            var bytes = text.Encoding.GetBytes(value);
            if (text.Encoding.CodePage != FileText.Gb18030.CodePage || value.All(c => FileText.Gb18030.GetByteCount([c]) <= 2)) return bytes;
        }
        catch (EncoderFallbackException) { }
        throw new FormRefusedException($"“{(value.Length > 20 ? value[..20] + "…" : value)}”里有 lrm 格式写不下的字，请改导出为 lrmx");
    }
}
