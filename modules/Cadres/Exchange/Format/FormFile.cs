using System.Text;

namespace OrgWork.Cadres;

/// <summary>One 干部任免审批表 as a file holds it: texts by the element names of lrmx, with plain line breaks. The bytes stay as they came.</summary>
abstract class FormFile(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;
    public abstract string Ending { get; }
    public IReadOnlyDictionary<string, string> Texts => texts;
    public List<FormRelative> Family { get; } = [];
    public byte[]? Photo { get; protected set; }
    /// <summary>What could not be read as it should be, in words for the screen. Nothing is left out without a word here.</summary>
    public List<string> Doubts { get; } = [];
    /// <summary>Its structure does not hold: it can be read in part, but nothing can be changed inside it.</summary>
    public bool IsDamaged { get; protected set; }

    protected readonly Dictionary<string, string> texts = [];

    public string Text(string element) => texts.GetValueOrDefault(element, "");

    /// <summary>The same file with these items different, and every other byte as it was.</summary>
    public abstract byte[] With(FormChanges changes);

    /// <summary>Reads whichever of the two formats it is. Some rename one to the other: the content decides.</summary>
    /// <exception cref="FormRefusedException">not such a file, or a dangerous one</exception>
    public static FormFile Read(byte[] bytes, byte[]? picture = null)
    {
        if (bytes.Length == 0) throw new FormRefusedException("空文件");
        if (bytes.Length > Most) throw new FormRefusedException($"文件有 {bytes.Length / 1024.0 / 1024:0.0} MB，超过 8 MB；照片过大时请缩小后重存");
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 512)).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return head.StartsWith('"') ? new LrmFile(bytes, picture) : new LrmxFile(bytes);
    }

    public const int Most = 8 * 1024 * 1024;

    /// <summary>Line breaks as the record keeps them, without control characters and without blanks around.</summary>
    protected string Plain(string element, string text)
    {
        var plain = FormTexts.Plain(text, out var hadControls);
        if (hadControls) Doubts.Add($"{FormElements.NameOf(element)}里有看不见的控制字符，读取时略去");
        return plain;
    }
}

/// <summary>One line of 家庭主要成员及重要社会关系, as texts.</summary>
sealed record FormRelative(string Relation, string Name, string Birth, string Politics, string Work)
{
    public static readonly string[] Elements = ["ChengWei", "XingMing", "ChuShengRiQi", "ZhengZhiMianMao", "GongZuoDanWeiJiZhiWu"];
    public string[] Values => [Relation, Name, Birth, Politics, Work];
    public bool IsEmpty => Values.All(value => value == "");
    public static FormRelative Of(IReadOnlyList<string> values) => new(values[0], values[1], values[2], values[3], values[4]);
    public override string ToString() => string.Join("　", Values.Where(value => value != ""));
}

/// <summary>What is to become different in a file.</summary>
/// <param name="Family">null to leave it</param>
/// <param name="Photo">null to leave it, empty to take it away</param>
sealed record FormChanges(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<FormRelative>? Family = null, byte[]? Photo = null)
{
    public bool IsNothing => Texts.Count == 0 && Family is null && Photo is null;
}

/// <summary>The file cannot be taken. The message is for the person who brought it.</summary>
sealed class FormRefusedException(string message) : Exception(message);

static class FormTexts
{
    public static string Plain(string text, out bool hadControls)
    {
        var plain = new StringBuilder(text.Length);
        hadControls = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                plain.Append('\n');
                if (i + 1 < text.Length && text[i + 1] == '\n') i++;
            }
            else if (char.IsControl(c) && c is not ('\n' or '\t') || c is '\uFEFF' or '\uFFFE' or '\uFFFF')
            {
                hadControls = true;
            }
            else
            {
                plain.Append(c);
            }
        }
        return plain.ToString().Trim();
    }

    public static string Plain(string? text) => text is null ? "" : Plain(text, out _);

    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) ? ++i >= text.Length || !char.IsLowSurrogate(text[i]) : char.IsLowSurrogate(text[i])) return false;
        return true;
    }
}

/// <summary>The editor's elements, in its order.</summary>
static class FormElements
{
    public const string Name = "XingMing", Sex = "XingBie", Birth = "ChuShengNianYue", Nation = "MinZu", Party = "RuDangShiJian", WorkBegan = "CanJiaGongZuoShiJian", AgeLimit = "DaoLingNianYue",
        Post = "XianRenZhiWu", Resume = "JianLi", Family = "JiaTingChengYuan", Item = "Item", FormerAgeLimit = "GaiGeQianRenZhiNianLingJieXian", Identity = "ShenFenZheng", Photo = "ZhaoPian", Version = "Version";

    public static readonly IReadOnlyList<(string Element, string Name)> InOrder =
    [
        (Name, "姓名"), (Sex, "性别"), (Birth, "出生年月"), (Nation, "民族"), ("JiGuan", "籍贯"), ("ChuShengDi", "出生地"), (Party, "入党时间"), (WorkBegan, "参加工作时间"), (AgeLimit, "到龄时间"),
        ("JianKangZhuangKuang", "健康状况"), ("ZhuanYeJiShuZhiWu", "专业技术职务"), ("ShuXiZhuanYeYouHeZhuanChang", "熟悉专业有何专长"),
        ("QuanRiZhiJiaoYu_XueLi", "全日制学历"), ("QuanRiZhiJiaoYu_XueWei", "全日制学位"), ("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "全日制毕业院校系及专业"), ("QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "全日制学位毕业院校系及专业"),
        ("ZaiZhiJiaoYu_XueLi", "在职学历"), ("ZaiZhiJiaoYu_XueWei", "在职学位"), ("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "在职毕业院校系及专业"), ("ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "在职学位毕业院校系及专业"),
        (Post, "现任职务"), ("NiRenZhiWu", "拟任职务"), ("NiMianZhiWu", "拟免职务"), (Resume, "简历"), ("JiangChengQingKuang", "奖惩情况"), ("NianDuKaoHeJieGuo", "年度考核结果"), ("RenMianLiYou", "任免理由"),
        (Family, "家庭主要成员及重要社会关系"), ("ChengBaoDanWei", "呈报单位"), (FormerAgeLimit, "改革前任职年龄界限"), ("JiSuanNianLingShiJian", "计算年龄时间"), ("TianBiaoShiJian", "填表时间"), ("TianBiaoRen", "填表人"),
        (Identity, "公民身份号码"), (Photo, "照片"), (Version, "版本"),
    ];

    static readonly Dictionary<string, string> Exact = InOrder.ToDictionary(pair => pair.Element, pair => pair.Name);
    static readonly Dictionary<string, string> AnyCase = InOrder.ToDictionary(pair => pair.Element, pair => pair.Element, StringComparer.OrdinalIgnoreCase);

    public static string NameOf(string element) => Exact.GetValueOrDefault(element, element);
    /// <summary>The editor's spelling of a name in any case; null for one it does not know.</summary>
    public static string? Known(string name) => AnyCase.GetValueOrDefault(name);
    public static int PlaceOf(string element)
    {
        for (var i = 0; i < InOrder.Count; i++)
            if (InOrder[i].Element == element) return i;
        return InOrder.Count;
    }
}
