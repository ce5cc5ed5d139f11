namespace OrgWork.Kernel;

public static partial class StandardCodes
{
    // Two numberings of ZB64 are in use: in the other one 22 is 中央党校大学 and 37 is 高中. This is the one whose first digit is the level.
    public static CodeSet Education { get; } = Set("education", "学历", "ZB64，按公务员管理信息系统的编号", """
        11 研究生; 13 研究生班; 1A 中央党校研究生; 1B 省（区、市）委党校研究生
        21 大学; 2A 中央党校大学; 2B 省（区、市）委党校大学
        31 大专; 34 中央党校大专; 37 省（区、市）委党校大专; 3B 大学普通班
        41 中专; 47 中技; 61 高中; 71 初中; 81 小学
        """);

    // The names are as files show them: without 学位.
    public static CodeSet Degree { get; } = Set("degree", "学位", "GB/T 6864，艺术学为 2011 年增设", """
        1 名誉博士
        2 博士
        201 哲学博士; 202 经济学博士; 203 法学博士; 204 教育学博士; 205 文学博士; 206 历史学博士; 207 理学博士; 208 工学博士; 209 农学博士; 210 医学博士; 211 军事学博士; 212 管理学博士; 213 艺术学博士
        245 临床医学博士; 248 兽医博士; 250 口腔医学博士
        3 硕士
        301 哲学硕士; 302 经济学硕士; 303 法学硕士; 304 教育学硕士; 305 文学硕士; 306 历史学硕士; 307 理学硕士; 308 工学硕士; 309 农学硕士; 310 医学硕士; 311 军事学硕士; 312 管理学硕士; 313 艺术学硕士
        341 法律硕士; 342 教育硕士; 343 工程硕士; 344 建筑学硕士; 345 临床医学硕士; 346 工商管理硕士; 347 农业推广硕士; 348 兽医硕士
        349 公共管理硕士; 350 口腔医学硕士; 351 公共卫生硕士; 352 军事硕士
        4 学士
        401 哲学学士; 402 经济学学士; 403 法学学士; 404 教育学学士; 405 文学学士; 406 历史学学士; 407 理学学士; 408 工学学士; 409 农学学士; 410 医学学士; 411 军事学学士; 412 管理学学士; 413 艺术学学士
        444 建筑学学士
        """);

    public static CodeSet StudyKind { get; } = Set("study_kind", "教育类别", "ZB123", "1 全日制; 2 在职");

    public static CodeSet TrainingKind { get; } = Set("training_kind", "培训类别", "公务员法第六十七条，本平台编号", "T1 初任培训; T2 任职培训; T3 专门业务培训; T4 在职培训");
}
