using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>Invented names: surnames as they are distributed in life, given names by sex and by the time of birth. The same random stream gives the same names.</summary>
public static class Names
{
    // Of ten thousand people so many; together with the rarer ones below, close to all.
    static readonly (string Surname, int UpTo)[] Surnames = CountUp("""
        王 720 李 719 张 690 刘 538 陈 453 杨 308 黄 223 赵 220 吴 205 周 202 徐 166 孙 154 马 129 朱 126 胡 124 林 118 郭 115 何 106 高 101 罗 95
        郑 93 梁 88 谢 79 宋 75 唐 71 许 70 韩 67 邓 62 冯 62 曹 60 彭 59 曾 58 肖 57 田 56 董 55 潘 54 袁 53 蔡 53 蒋 52 余 50 于 49 杜 48 叶 47
        程 46 魏 45 苏 45 吕 44 丁 43 任 42 卢 41 姚 41 沈 40 钟 39 姜 39 崔 38 谭 37 陆 36 范 36 汪 35 廖 35 石 34 金 34 韦 33 贾 33 夏 32 傅 31
        方 31 邹 30 熊 30 白 29 孟 29 秦 29 邱 28 侯 27 江 27 尹 26 薛 26 闫 26 段 25 雷 25 龙 24 黎 24 史 23 陶 23 贺 22 毛 22 郝 21 顾 21 龚 21
        邵 20 万 20 覃 19 武 19 钱 19 戴 18 严 18 莫 17 孔 17 向 16 常 16 汤 15 欧阳 8 司马 4 上官 4 诸葛 4 皇甫 4 尉迟 4 慕容 4
        """, rare: "康易葛乔翁文章施柳兰齐樊殷安颜倪梅申牛詹左洪耿邢庞祝岳鲁季关焦管柴涂温欧符童霍盛骆苗尤简阳卓凌裴甘柯穆冉宁路纪曲辛游成喻舒聂鲍翟饶包单解仇查盖朴华燕乐宫谷麦车应房蒙席项屈桑佟沙封虞", each: 14);

    // What parents of the time chose from: first and last character, for sons and for daughters. A single character is one of the last.
    static readonly (int Before, string SonFirst, string SonLast, string DaughterFirst, string DaughterLast)[] Times =
    [
        (1950, "德福明永文玉国世志光家长正金兴万学振洪宝", "福生才贵山林田海堂清文发祥荣根泉昌", "秀桂玉淑凤兰素翠月金春荷菊惠", "英兰珍芳花芝华莲香琴珠梅娥"),
        (1970, "建国志卫永文明新跃庆援学红春光玉立德", "国军平华民明生东林兵山武文成忠义新", "秀桂玉建丽红爱淑春小素凤亚月", "英兰华芳珍玲琴萍红霞梅荣香"),
        (1985, "志建海永晓文俊小勇学立春宏卫向松", "军伟勇涛波峰斌辉平华林东杰松", "丽晓海艳红小春雪美秀玉燕文永", "丽艳红梅霞芳娟玲燕静敏萍英"),
        (2000, "俊志晓浩文家嘉鹏宇海天泽少景", "鹏杰超磊飞浩伟宇凯帅斌亮阳恒", "晓婷雪佳丽思文梦静雅婉慧海嘉", "婷静丽敏洁倩雪慧莹颖琳佳瑶"),
        (9999, "子浩宇俊博嘉一梓泽天思昊奕景", "轩豪宇涵杰然博航睿泽辰阳昊霖", "子欣梓佳雨诗思梦雅语一可若书", "涵怡彤萱琪妍瑶欣悦婷然琳晴"),
    ];

    // Nations whose names have no surname in front.
    static readonly string[] UygurMen = ["艾力", "买买提", "吐尔逊", "库尔班", "玉素甫", "依明", "热合曼", "木拉提", "亚森", "尼亚孜", "托合提", "阿不都"];
    static readonly string[] UygurWomen = ["阿依古丽", "热依汗", "帕提古丽", "玛依拉", "茹仙古丽", "阿孜古丽", "古丽娜尔", "努尔古丽"];
    static readonly string[] KazakhMen = ["叶尔江", "巴合提", "努尔兰", "赛力克", "阿斯哈尔", "叶尔肯", "胡安什", "木合亚提"];
    static readonly string[] KazakhWomen = ["阿依努尔", "古丽米拉", "加娜尔", "沙吾列", "库丽夏", "巴合古丽"];
    static readonly string[] TibetanFirst = ["扎西", "多吉", "次仁", "洛桑", "格桑", "尼玛", "达瓦", "边巴", "巴桑", "旦增"];
    static readonly string[] TibetanMen = ["顿珠", "平措", "旺久", "旺堆", "罗布", "坚参"];
    static readonly string[] TibetanWomen = ["卓玛", "央金", "拉姆", "卓嘎", "曲珍", "白珍"];

    // Chance would make the names of people everybody knows sooner or later.
    static readonly HashSet<string> Known =
    [
        .. "王毅 李鹏 韩正 朱德 陈云 陈毅 王明 邓小平 华国锋 胡春华 周永康 何卫东 何立峰 张国清 陈文清 袁家军 王小洪 刘国中 王洪文 张春桥 孙春兰 王勇 张军 张平 李建国 曹建明 马晓伟 唐一军 王文涛 王志刚 王东明 李晓红 李国英 刘德华 张国荣 姚明 马云 王凯 李飞 张杰 林丹 周杰 王军 李立三 向忠发 张学良 林彪 江华 李娜 刘涛 杨天宇"
            .Split(' '),
    ];

    /// <param name="nation">the code of <see cref="StandardCodes.Nation"/>; some nations' names have no surname but a middle dot</param>
    public static string Make(Random random, bool isMale, int birthYear, string nation = "01") => nation switch
    {
        "04" => Pick(random, TibetanFirst) + Pick(random, isMale ? TibetanMen : TibetanWomen),
        "05" => Pick(random, isMale ? UygurMen : UygurWomen) + "·" + Pick(random, UygurMen),
        "17" => Pick(random, isMale ? KazakhMen : KazakhWomen) + "·" + Pick(random, KazakhMen),
        _ => WithSurname(random, isMale, birthYear),
    };

    static string WithSurname(Random random, bool isMale, int birthYear)
    {
        while (true)
        {
            var name = Surname(random) + Given(random, isMale, birthYear);
            if (!Known.Contains(name))
                return name;
        }
    }

    static string Surname(Random random)
    {
        var drawn = random.Next(Surnames[^1].UpTo);
        int low = 0, high = Surnames.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = drawn < Surnames[middle].UpTo ? (low, middle) : (middle + 1, high);
        }
        return Surnames[low].Surname;
    }

    static string Given(Random random, bool isMale, int birthYear)
    {
        var time = Times.First(t => birthYear < t.Before);
        var (first, last) = isMale ? (time.SonFirst, time.SonLast) : (time.DaughterFirst, time.DaughterLast);
        var single = last[random.Next(last.Length)].ToString();
        return random.Next(100) < 15 ? single : first[random.Next(first.Length)] + single;
    }

    static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    static (string, int)[] CountUp(string shares, string rare, int each)
    {
        var words = shares.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var upTo = 0;
        return
        [
            .. words.Chunk(2).Select(pair => (pair[0], upTo += int.Parse(pair[1], CultureInfo.InvariantCulture))),
            .. rare.Select(surname => (surname.ToString(), upTo += each)),
        ];
    }
}
